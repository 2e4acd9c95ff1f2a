import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { newSignedInPage, signIn } from "./sign-in.ts";
import { stackFleet as fleet } from "./stack-fleet.ts";

const functions = Array.from({ length: fleet.functionCount }, (_, index) => fleet.functionAt(index));
const reserving = functions.find(({ reservedConcurrency }) => (reservedConcurrency ?? 0) > 1);
const place = `${reserving?.accountId}:${reserving?.region}`;

const reservedFor = (page: Page) => page.getByRole("spinbutton", { name: `Reserved for ${reserving?.name}` });

test("a reservation is tried, shared by its address, and undone", async ({ page, browser, baseURL }) => {
  await signIn(page, "engineer");
  await openPage(page, `/concurrency?place=${encodeURIComponent(place)}`);
  const field = reservedFor(page);
  await expect(field).toHaveValue(String(reserving?.reservedConcurrency));
  const more = String((reserving?.reservedConcurrency ?? 0) + 7);
  await field.fill(more);
  await expect(page.getByText(`--reserved-concurrent-executions ${more}`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`[?&]try=${reserving?.name}(:|%3A)${more}(:|%3A)`));

  const other = await newSignedInPage(browser, baseURL ?? "", "engineer");
  await openPage(other, page.url());
  await expect(reservedFor(other)).toHaveValue(more);
  await other.context().close();

  await field.fill("999999");
  await expect(page.getByText("AWS would not take this")).toBeVisible();
  await expect(page.getByText("--reserved-concurrent-executions")).toBeHidden();
  await page.getByRole("button", { name: "Undo all changes" }).click();
  await expect(field).toHaveValue(String(reserving?.reservedConcurrency));
  await expect(page).not.toHaveURL(/[?&]try=/);
});

test("what stands in an address is taken for what it is", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(
    page,
    `/concurrency?place=${encodeURIComponent(place)}&try=nobody:5:0,%3Cscript%3E:1:1,${"x:1:".repeat(50)}`,
  );
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo all changes" })).toBeDisabled();
});

test("the days of claimed concurrency are exported", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, `/concurrency?place=${encodeURIComponent(place)}`);
  const chart = page.getByRole("region", { name: "Claimed at most, by UTC day" });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    chart.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.split("\n").length).toBeGreaterThan(28);
  expect(text).toContain("Claimed");
});

test("what lies idle has its price for those alone who may see money", async ({ page, browser, baseURL }) => {
  const held = functions.filter((fn) => fn.provisionedConcurrency().length > 0);
  expect(held.length).toBeGreaterThan(0);
  const table = (of: Page) => of.getByRole("region", { name: "Provisioned concurrency by version and alias" });
  await signIn(page, "engineer");
  await openPage(page, "/concurrency");
  await expect(
    table(page)
      .getByText(held[0]?.name ?? "")
      .first(),
  ).toBeVisible();
  await expect(table(page).getByText("$ a month").first()).toBeVisible();
  const security = await newSignedInPage(browser, baseURL ?? "", "security");
  await openPage(security, "/concurrency");
  await expect(
    table(security)
      .getByText(held[0]?.name ?? "")
      .first(),
  ).toBeVisible();
  await expect(table(security).getByText("$ a month")).toHaveCount(0);
  await security.context().close();
});
