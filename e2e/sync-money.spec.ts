import { expect, type Page, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

// One budget for all: these follow one another, and leave none behind.
test.describe.configure({ mode: "serial" });

async function saveBudget(page: Page, dollars: string) {
  await openPage(page, "/settings/collection");
  await enterBudget(page, dollars);
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
}

async function enterBudget(page: Page, dollars: string) {
  await page.getByRole("textbox", { name: "Dollars a month" }).fill(dollars);
  await expect(page.getByText("You have unsaved changes.")).toBeVisible();
}

test("an administrator sets a budget, sees what it buys, and the panel of the sync follows", async ({ page }) => {
  await signIn(page, "admin");
  await openPage(page, "/settings/collection");
  const budget = page.getByRole("textbox", { name: "Dollars a month" });
  await expect(page.getByText("With this, Lamplight reads everything at its usual pace.")).toBeVisible();
  await enterBudget(page, "0");
  await expect(page.getByText("With this, Lamplight reads only what AWS does not bill.")).toBeVisible();
  await budget.fill("90");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.goto("/sync");
  const panel = page.getByRole("region", { name: "Cost of syncs this month" });
  await expect(panel.getByText("$90.00", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Dollars by day" })).toBeVisible();
  await page.goto("/settings/audit");
  await expect(page.getByText("settings.save-collection").first()).toBeVisible();
});

test("a save can be taken back, and what is wrong is said at its field", async ({ page }) => {
  await signIn(page, "admin");
  await saveBudget(page, "50");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Dollars a month" })).not.toHaveValue("50");
  await page.getByRole("textbox", { name: "Dollars a month" }).fill("a lot");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText(/^Give dollars a month, like 40/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Dollars a month" })).toBeFocused();
  await page.getByRole("textbox", { name: "Share of Lambda: GetPolicy in percent" }).fill("120");
  await expect(page.getByText("Give a percentage from 0.1 to 100.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Give a percentage from 0.1 to 100.")).toHaveCount(0);
});

test("a second tab is told that it would save over something newer", async ({ page, context }) => {
  await signIn(page, "admin");
  await openPage(page, "/settings/collection");
  const other = await context.newPage();
  await saveBudget(other, "75");
  await enterBudget(page, "80");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText(/These settings were changed since you opened this page/)).toBeVisible();
  await expect(page.getByText(/a budget of \$75\.00 a month/)).toBeVisible();
  await page.getByRole("button", { name: "Show the saved ones" }).click();
  await expect(page.getByRole("textbox", { name: "Dollars a month" })).toHaveValue("75");
});

test("unsaved changes are not left behind without asking", async ({ page }) => {
  await signIn(page, "admin");
  await openPage(page, "/settings/collection");
  await enterBudget(page, "12");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stay here" }).click();
  await expect(page).toHaveURL(/\/settings\/collection/);
  await expect(page.getByRole("textbox", { name: "Dollars a month" })).toHaveValue("12");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave and discard" }).click();
  await expect(page).toHaveURL(/\/settings\/people/);
});

test("the dialog says before what exactly this scope takes", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/sync");
  await page.getByRole("button", { name: "Start a sync…" }).click();
  const dialog = page.getByRole("dialog");
  const estimate = dialog.getByRole("region", { name: "Estimate" });
  await expect(estimate.getByText("Calls to AWS")).toBeVisible();
  await expect(estimate.getByText(/^about \$/)).toBeVisible();
  await expect(estimate.getByText(/of this month’s budget of \$75\.00/)).toBeVisible();
  await dialog.getByRole("combobox", { name: "Sources: All sources" }).click();
  await page.getByRole("option", { name: "Limits" }).click();
  await page.keyboard.press("Escape");
  await expect(estimate.getByText("nothing", { exact: true })).toBeVisible();
  await estimate.getByText("What this rests on").click();
  await expect(estimate.getByText(/present share of each quota/)).toBeVisible();
  await expect(estimate.getByRole("row", { name: /^Limits/ })).toBeVisible();
  await expect(estimate.getByRole("row", { name: /^Functions/ })).toHaveCount(0);
});

test("a reading that the budget puts off says so in words, and goes on once the budget is gone", async ({ page }) => {
  await signIn(page, "admin");
  await saveBudget(page, "0");
  await openPage(page, "/sync");
  await page.getByRole("button", { name: "Start a sync…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Sources: All sources" }).click();
  await page.getByRole("option", { name: "Metrics", exact: true }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Start sync" }).click();
  const run = page.getByRole("region", { name: "Run", exact: true });
  await expect(run.getByText("Sync of Metrics")).toBeVisible();
  await expect(run.getByText(/^\d+ of \d+, \d+ postponed$/)).toBeVisible({ timeout: 45_000 });
  await page.reload();
  const panel = page.getByRole("region", { name: "Cost of syncs this month" });
  await expect(panel.getByText("The budget is $0: nothing that AWS bills is read")).toBeVisible();
  await expect(
    panel
      .getByRole("region", { name: "Put off" })
      .getByText(/Metrics/)
      .first(),
  ).toBeVisible();
  await saveBudget(page, "");
  await page.goto("/sync");
  await expect(panel.getByText("none", { exact: true })).toBeVisible();
});

test("the matrix is walked by keyboard, from account to Region to cell", async ({ page }) => {
  await signIn(page, "engineer");
  // A run that has ended, whatever runs meanwhile: the first, which read everything.
  const { runs } = (await (await page.request.get("/api/sync/past")).json()) as { runs: readonly { id: string }[] };
  await openPage(page, `/sync?sync=${runs.at(-1)?.id}`);
  const matrix = page.getByRole("region", { name: "Account-Regions and sources" });
  await matrix.getByRole("searchbox", { name: "Find an account" }).fill("no such account");
  await expect(matrix.getByText(/No account matches/)).toBeVisible();
  await matrix.getByRole("searchbox", { name: "Find an account" }).fill("");
  const account = matrix.getByRole("button", { expanded: false }).and(matrix.locator("th button")).first();
  await account.focus();
  await page.keyboard.press("Enter");
  const cells = matrix.locator("button[data-cell]");
  await expect(cells.first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(cells.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(matrix.getByText("Last known")).toBeVisible();
  await expect(matrix.getByText("Next reading")).toBeVisible();
});
