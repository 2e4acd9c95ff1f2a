import { expect, type Page, test } from "@playwright/test";
import { holdSync } from "#lib/testing/held-sync.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

/** Starts a sync of one source or of everything; the page goes to the run that was begun, whatever else runs. */
async function startSync(page: Page, source?: string) {
  const before = page.url();
  await page.getByRole("button", { name: "Start a sync…" }).click();
  const dialog = page.getByRole("dialog");
  if (source) {
    await dialog.getByRole("combobox", { name: "Sources: All sources" }).click();
    await page.getByRole("option", { name: source }).click();
    await page.keyboard.press("Escape");
  }
  await dialog.getByRole("button", { name: "Start sync" }).click();
  await expect(page.getByText(/Sync started|A sync of this scope runs already/).first()).toBeVisible();
  await expect(page).not.toHaveURL(before);
  await expect(page).toHaveURL(/\/sync\?sync=/);
}

test("an engineer starts a sync, sees it go on without reloading, and how it ended", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/sync");
  await startSync(page, "Limits");
  const run = page.getByRole("region", { name: "Run", exact: true });
  await expect(run.getByText("Sync of Limits")).toBeVisible();
  // The page polls: nothing is reloaded here.
  await expect(run.getByText("Completed")).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("region", { name: "Account-Regions and sources" })).toBeVisible();
  await expect(page.getByText("GetAccountSettings")).toBeVisible();
});

test("whoever starts a sync while another runs sees their own to its end; the other can be cancelled", async ({
  page,
}) => {
  await signIn(page, "admin");
  await openPage(page, "/sync");
  const run = page.getByRole("region", { name: "Run", exact: true });
  const held = await holdSync();
  await startSync(page);
  const whole = page.url();
  await expect(run.getByText("Sync of the whole fleet")).toBeVisible();
  await startSync(page, "Limits");
  await expect(run.getByText("Sync of Limits")).toBeVisible();
  await expect(run.getByText("Completed")).toBeVisible({ timeout: 45_000 });
  await openPage(page, whole);
  await page.getByRole("button", { name: "Cancel this sync" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the sync" }).click();
  await held.letGo();
  await expect(run.getByText("Cancelled", { exact: true })).toBeVisible();
  await page.goto("/functions");
  await expect(page.getByRole("heading", { level: 1, name: /Functions/ })).toBeVisible();
});

test("a manager watches syncs and has no way to start one", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/sync");
  await expect(page.getByText(/Your role, manager, may watch syncs/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Start a sync…" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "History of runs" })).toBeVisible();
});
