import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./sign-in.ts";

const paths = [
  "/overview",
  "/functions",
  "/cold-starts",
  "/concurrency",
  "/network",
  "/roles",
  "/findings",
  "/changes",
  "/cost",
  "/sync",
  "/settings/accounts",
  "/settings/collection",
  "/settings/network",
  "/settings/people",
  "/settings/teams",
  "/settings/audit",
];

// Nothing here changes anything, so the pages may be shared out among all workers.
test.describe.configure({ mode: "parallel" });

for (const path of paths) {
  test(`${path} has no serious violation, light or dark`, async ({ page }) => {
    await signIn(page, "admin");
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoSeriousViolation(page, ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
  });
}

test("the sign-in page has no serious violation, light or dark", async ({ page }) => {
  await page.goto("/sign-in");
  await expectNoSeriousViolation(page);
});

/** Looks at a page in both themes: they are the same page, of which each colour has two values. */
async function expectNoSeriousViolation(page: Page, tags?: string[]) {
  const found: object[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await coloursThere(page);
    // Only what is wrong is described, and inside the page: it has no frames of other origins.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
    const { violations } = await (tags === undefined ? axe : axe.withTags(tags)).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    found.push(...serious.map(({ id, nodes }) => ({ theme, id, at: nodes.slice(0, 3).map((node) => node.html) })));
  }
  expect(found).toEqual([]);
}

/** Resolves when no colour is on its way to another any more. */
async function coloursThere(page: Page) {
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition).length), {
      timeout: 30_000,
    })
    .toBe(0);
}
