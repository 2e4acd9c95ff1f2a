import { expect, test } from "@playwright/test";
import { signIn } from "./sign-in.ts";

test("an engineer starts a sync, sees it go on without reloading, and how it ended", async ({ page }) => {
  await signIn(page, "engineer");
  await page.goto("/sync");
  await page.getByRole("button", { name: "Start a sync…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Sources: All sources" }).click();
  await page.getByRole("option", { name: "Limits" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Start sync" }).click();
  await expect(page.getByText(/Sync started|A sync of this scope runs already/)).toBeVisible();
  const run = page.getByRole("region", { name: "Run", exact: true });
  await expect(run.getByText("Sync of Limits")).toBeVisible();
  // The page polls: nothing is reloaded here.
  await expect(run.getByText("Completed")).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("region", { name: "Account-Regions and sources" })).toBeVisible();
  await expect(page.getByText("GetAccountSettings")).toBeVisible();
});

test("a running sync can be cancelled; what was read stays", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/sync");
  await page.getByRole("button", { name: "Start a sync…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start sync" }).click();
  await page.getByRole("button", { name: "Cancel this sync" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the sync" }).click();
  const run = page.getByRole("region", { name: "Run", exact: true });
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
