import { expect, type Locator, type Page, test } from "@playwright/test";
import { openPage, takenOver } from "./open-page.ts";
import { newSignedInPage, signIn } from "./sign-in.ts";

/** The queue of what was found about roles that are administrators: each has statements that prove it. */
const queue = `/findings?filter=${encodeURIComponent("rule = role-admin and status = open")}`;

const rows = (page: Page, table: string): Locator =>
  page.getByRole("region", { name: table, exact: true }).locator("tbody tr[data-index]");

/** The names of the rows that are shown. */
const namesIn = (page: Page): Promise<string[]> => rows(page, "Roles").getByRole("link").allInnerTexts();

/** The panel of the finding that is looked at. */
const panelOf = (page: Page): Locator =>
  page.getByRole("complementary").filter({ has: page.getByRole("heading", { name: /^Evidence/ }) });

/** The link from the first proof to where it stands. */
const proof = (page: Page): Locator =>
  panelOf(page)
    .getByRole("link", { name: /^Show in the policy/ })
    .first();

/** The statement that the address names is on the screen, and lit for those too who do not see it. */
async function expectLit(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/roles\/.+#statement-/);
  const statement = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  await expect(statement).toBeInViewport({ ratio: 0.5 });
  await expect(statement).toContainText('"Effect": "Allow"');
  await expect(statement).toContainText("Makes it an administrator");
  await expect(statement).toBeFocused();
}

test("a security reviewer goes from the queue to the guilty statement in two clicks", async ({ page }) => {
  await signIn(page, "security");
  await openPage(page, queue);
  await rows(page, "Findings").first().getByText("Critical").click();
  await proof(page).click();
  await expectLit(page);
});

test("the same by keyboard, and back to the row from the panel", async ({ page }) => {
  await signIn(page, "security");
  await openPage(page, queue);
  await page.keyboard.press("j");
  await expect(rows(page, "Findings").first()).toBeFocused();
  await expect(proof(page)).toBeVisible();
  await page.keyboard.press("p");
  await expect(panelOf(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rows(page, "Findings").first()).toBeFocused();
  await page.keyboard.press("p");
  const link = proof(page);
  for (let steps = 0; steps < 10 && !(await link.evaluate((node) => node === document.activeElement)); steps++)
    await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expectLit(page);
});

test("a way to gain rights is told in steps, and each statement leads to where it stands", async ({ page }) => {
  await signIn(page, "security");
  await openPage(page, `/findings?filter=${encodeURIComponent("rule = role-privilege-escalation")}`);
  await rows(page, "Findings")
    .first()
    .getByText(/High|Medium/)
    .click();
  const panel = panelOf(page);
  await expect(
    panel
      .getByRole("list")
      .getByRole("listitem")
      .getByText(/^[a-z0-9-]+:[A-Z]\w+$/)
      .first(),
  ).toBeVisible();
  await proof(page).click();
  await expect(page).toHaveURL(/\/roles\/.+#statement-/);
  await expect(page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`)).toBeInViewport();
});

test("roles are ranked by reach, and a filter by verdict is shared by its link", async ({ page, browser, baseURL }) => {
  await signIn(page, "security");
  await openPage(page, "/roles");
  await expect(rows(page, "Roles").first().getByText("Critical")).toBeVisible();
  const all = await namesIn(page);
  await page.getByRole("group", { name: "Verdict" }).getByRole("checkbox", { name: "All data" }).click();
  await expect(page).toHaveURL(/filter=verdict/);
  await expect(page.getByRole("button", { name: "Remove verdict = dataExfiltration" })).toBeVisible();
  await expect.poll(async () => (await namesIn(page)).length).toBeLessThan(all.length);
  const found = await namesIn(page);
  expect(found.length).toBeGreaterThan(0);
  const other = await newSignedInPage(browser, baseURL ?? "", "engineer");
  await openPage(other, page.url());
  expect(await namesIn(other)).toEqual(found);
  await other.keyboard.press("j");
  const panel = other
    .getByRole("complementary")
    .filter({ has: other.getByRole("heading", { name: "What it may do" }) });
  await expect(panel.getByText("All data")).toBeVisible();
  await panel.getByRole("link", { name: /^See its statements/ }).click();
  await takenOver(other);
  await expect(other).toHaveURL(/\/roles\/arn:aws:iam::/);
  await other.context().close();
});

test("links to the filters of before still say what they said", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, `/roles?filter=${encodeURIComponent("reach = administrator")}`);
  const administrators = await namesIn(page);
  expect(administrators.length).toBeGreaterThan(0);
  await openPage(page, `/roles?filter=${encodeURIComponent("admin = yes")}`);
  expect(await namesIn(page)).toEqual(administrators);
  await openPage(page, `/roles?filter=${encodeURIComponent("verdict = admin")}`);
  expect(await namesIn(page)).toEqual(administrators);
});

test("a manager sees findings about roles without a way to the role, whose page answers 403", async ({ page }) => {
  await signIn(page, "manager");
  await openPage(page, queue);
  await rows(page, "Findings").first().getByText("Critical").click();
  const panel = panelOf(page);
  await expect(panel.getByText('"Effect": "Allow"').first()).toBeVisible();
  await expect(proof(page)).toHaveCount(0);
  expect((await page.goto(`/roles?filter=${encodeURIComponent("verdict = admin")}`))?.status()).toBe(403);
  expect((await page.context().request.get("/api/roles?filter=verdict+%3D+admin")).status()).toBe(403);
});
