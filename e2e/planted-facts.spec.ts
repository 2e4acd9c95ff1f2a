import { expect, test } from "@playwright/test";
import { fleetTruth } from "#simulator/fleet/truth.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";
import { stackFleet } from "./stack-fleet.ts";

/** The fleet that the suite's stack runs on (lib/testing/stack-process.ts): what is planted in it must be found. */
const truth = fleetTruth(stackFleet);

test("an engineer finds a function by name, and what triggers it", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/functions");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(String(truth.functions.length));

  const triggered = truth.functions.find(({ triggers }) => triggers.some(({ service }) => service === "sqs"));
  await page.keyboard.press("ControlOrMeta+k");
  await page
    .getByRole("dialog")
    .getByRole("combobox")
    .fill(triggered?.name ?? "");
  await page
    .getByRole("option", { name: new RegExp(triggered?.name ?? "") })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(triggered?.name ?? "");
  await page
    .getByRole("tab", { name: "Triggers" })
    .or(page.getByRole("link", { name: "Triggers" }))
    .first()
    .click();
  await expect(page.getByText(/poll/i).first()).toBeVisible();
  await expect(
    page.getByText(triggered?.triggers.find(({ service }) => service === "sqs")?.sourceArn ?? "").first(),
  ).toBeVisible();
});

test("a security reviewer sees each rule's findings, no more and no less", async ({ page }) => {
  await signIn(page, "security");
  for (const rule of new Set(truth.findings.map((finding) => finding.rule))) {
    const planted = truth.findings.filter((finding) => finding.rule === rule);
    const answer = await page.request.get(`/api/findings?limit=200&filter=${encodeURIComponent(`rule = ${rule}`)}`);
    const { rows } = (await answer.json()) as { rows: { resourceArn: string }[] };
    expect(rows.map(({ resourceArn }) => resourceArn).toSorted(), rule).toEqual(
      planted.map(({ resourceArn }) => resourceArn).toSorted(),
    );
  }
  const admin = truth.roles.find((role) => role.admin && role.functionArns.length > 0);
  await page.goto(`/roles/${encodeURIComponent(admin?.roleArn ?? "")}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(admin?.name ?? "");
  await expect(page.getByText(/administrator/i).first()).toBeVisible();
});

test("a manager reads what the fleet costs, and is told it is an estimate", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/cost");
  await expect(page.getByText(/\$[\d,.]+/).first()).toBeVisible();
  await expect(page.getByText(/in this period by list-price estimate/i)).toBeVisible();
});

test("an administrator sees every account read", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/settings/accounts");
  for (const accountId of new Set(truth.functions.map((fn) => fn.accountId))) {
    await expect(page.getByRole("listitem").filter({ hasText: accountId }).getByText("Reads")).toBeVisible();
  }
});

test("whoever puts markup into a name or description sees it as text", async ({ page }) => {
  await signIn(page, "engineer");
  const hostile = truth.functions.filter((fn) => Object.values(fn.tags).some((value) => /[<>]/.test(value)));
  expect(hostile.length).toBeGreaterThan(0);
  for (const { arn } of hostile.slice(0, 3)) {
    await page.goto(`/functions/${encodeURIComponent(arn)}?tab=configuration`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.locator("main script, main img[src='x'], main iframe").count()).toBe(0);
  }
});
