import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openPage, takenOver } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

/** The ranking's rows, without its head. */
function offenders(page: Page): Locator {
  return page.getByRole("region", { name: "Functions by time waited for starts" }).locator("tbody tr[data-index]");
}

async function names(page: Page): Promise<string[]> {
  const all = await offenders(page).getByRole("link").allInnerTexts();
  return all.map((name) => name.trim());
}

test("an engineer switches the group, and the address keeps it", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  await expect(page.getByRole("heading", { name: "By runtime" })).toBeVisible();
  await page.getByRole("navigation", { name: "Group by" }).getByRole("link", { name: "Package size" }).click();
  await expect(page.getByRole("heading", { name: "By package size" })).toBeVisible();
  await expect(page).toHaveURL(/by=codeSize/);
  await expect(page.getByRole("region", { name: "Starts by Package size" }).getByText(/MB/).first()).toBeVisible();
});

test("the period before is compared in figures, charts and groups", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  await expect(page.getByText(/over the period .* before /)).toHaveCount(0);
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/compare=true/);
  await expect(page.getByText(/over the period .*, before .* \(.*\)\./)).toBeVisible();
  await expect(page.getByText(/^Rate before/)).toBeVisible();
  await page.getByText("Method", { exact: true }).click();
  await expect(page.getByText(/Compared with \d{4}-\d\d-\d\d 00:00 to \d{4}-\d\d-\d\d 00:00 UTC/)).toBeVisible();
});

test("offenders are sorted by what is chosen", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  const byWaiting = await names(page);
  const ranking = page.getByRole("region", { name: "Functions by time waited for starts" });
  // What is read aloud: the unit is a word of its own.
  await expect(ranking.getByRole("columnheader", { name: "Waited a day", exact: true })).toBeVisible();
  await ranking.getByRole("button", { name: /^INIT(?! share)/ }).click();
  await expect(page).toHaveURL(/sort=cost/);
  await expect.poll(() => names(page)).not.toEqual(byWaiting);
});

test("a row opens what can be done, with its cost, its certainty and the commands", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  // A cell of a duration: the name itself leads to the function's page.
  await offenders(page)
    .first()
    .getByText(/^\d[\d,.]*\s(ms|s|min|h|d)\b/)
    .first()
    .click();
  const panel = page
    .getByRole("complementary")
    .filter({ has: page.getByRole("heading", { name: "What can be done" }) });
  await expect(panel.getByText("How sure").first()).toBeVisible();
  await expect(panel.getByText("Takes away").first()).toBeVisible();
  await panel
    .getByText(/^How to do it/)
    .first()
    .click();
  await expect(panel.getByText(/aws lambda /).first()).toBeVisible();
  await panel.getByText("Not advised, and why").click();
  await expect(panel.getByText(/init hardly depends on memory/)).toBeVisible();
});

test("keys are those of the table that has the focus, and of its row", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  const [, second] = await names(page);
  await page.getByRole("region", { name: "Functions by time waited for starts" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(offenders(page).nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(offenders(page).nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/functions\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(second ?? "");
});

test("reasons for missing reports lead to their functions", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  const reason = page.getByRole("list", { name: "Reasons" }).getByRole("link").first();
  const count = Number(((await reason.innerText()).match(/\d+$/) ?? ["0"])[0]);
  await reason.click();
  await expect(page).toHaveURL(/gap=/);
  await takenOver(page);
  const listed = page.getByRole("region", { name: "Functions without enough reports" }).locator("tbody tr[data-index]");
  await expect(listed.first()).toBeVisible();
  expect(await listed.count()).toBeLessThanOrEqual(Math.max(1, count));
});

test("all offenders are exported as CSV, money with who may see it", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  await page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Worst offenders" }) })
    .getByRole("button", { name: "Export" })
    .click();
  const downloaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV", exact: true }).click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toMatch(/^lamplight-cold-starts-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  expect(lines[0]).toContain("arn,name,accountId,region,runtime,memoryMb,reports,insightsReports,starts,coldStartRate");
  const [first] = await names(page);
  expect(lines[1]).toContain(`,${first},`);
  const column = (lines[0] ?? "").split(",").indexOf("waitedMsPerDay");
  const waited = lines.slice(1).map((line) => Number(line.split(",")[column]));
  expect(waited).toEqual(waited.toSorted((a, b) => b - a));
  expect((await page.context().request.get("/api/cold-starts/offenders/export?format=exe")).status()).toBe(400);
});

test("the remedies stand on the function's own page", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts");
  const link = offenders(page).first().getByRole("link").first();
  const href = (await link.getAttribute("href")) ?? "";
  await openPage(page, `${href}${href.includes("?") ? "&" : "?"}tab=starts`);
  await expect(
    page.getByRole("region", { name: "What would shorten its starts" }).getByText("How sure").first(),
  ).toBeVisible();
});
