import { expect, test } from "@playwright/test";
import { plantedSecrets, secretMarker } from "#simulator/fleet/planted-secrets.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";
import { stackFleet as fleet } from "./stack-fleet.ts";

const story = fleetStories(fleet).find(({ kind }) => kind === "new-error-type");
const arn = story?.functionArn ?? "";
const name = arn.split(":").at(-1) ?? "";
const errorType = String(story?.figures.errorType);

test("from the overview to what fails since when, what changed then, and redacted lines of it", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/overview");
  const card = page.getByRole("region", { name: "What fails since when" });
  const item = card.getByRole("listitem").filter({ hasText: name });
  await expect(item.getByText(new RegExp(errorType)).first()).toBeVisible();
  await expect(item.getByText("New").first()).toBeVisible();
  await expect(item.getByRole("link", { name: /^Changed .* before$/ }).first()).toHaveAttribute("href", /tab=history/);
  await item.getByRole("link", { name }).first().click();
  await expect(page).toHaveURL(/tab=starts/);

  const failures = page.getByRole("region", { name: "Failures", exact: true });
  const one = failures
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: errorType, exact: true }) });
  await expect(one.getByText("First came with")).toBeVisible();
  await expect(one.getByText(/version \d+|\$LATEST/)).toBeVisible();
  await expect(one.getByRole("link", { name: /^Changed .* before$/ }).first()).toHaveAttribute("href", /tab=history/);
  await expect(one.getByText(/proves no cause/)).toBeVisible();
  await expect(one.getByRole("link", { name: /Logs Insights/ })).toHaveAttribute(
    "href",
    /logs-insights.*SchemaMismatchError/,
  );

  await openPage(page, page.url());
  await one.getByRole("button", { name: `Show example lines… of ${errorType}` }).click();
  const lines = page.getByRole("region", { name: `Example lines of ${errorType}` });
  await expect(lines.getByText(/for about \$0/)).toBeVisible();
  await lines.getByRole("button", { name: "Fetch up to 20 lines" }).click();
  await expect(lines.getByText(/with secrets taken out/)).toBeVisible({ timeout: 30_000 });
  await expect(lines.getByRole("listitem").first()).toContainText(errorType);
  await expect(lines.getByRole("listitem").first()).toContainText("[secret removed]");
  const shown = await page.content();
  expect(shown).not.toContain(secretMarker(fleet));
  for (const secret of plantedSecrets(fleet)) expect(shown).not.toContain(secret.slice(-12));
});

test("who may not start a sync sees what fails, and is offered no lines", async ({ page }) => {
  await signIn(page, "manager");
  await openPage(page, `/functions/${encodeURIComponent(arn)}?tab=starts`);
  const failures = page.getByRole("region", { name: "Failures", exact: true });
  await expect(failures.getByRole("heading", { name: errorType, exact: true })).toBeVisible();
  await expect(failures.getByRole("button", { name: /example lines/ })).toHaveCount(0);
  const answer = await page.request.get("/api/failures/examples?functionId=1&kind=error&errorType=x");
  expect(answer.status()).toBe(403);
});
