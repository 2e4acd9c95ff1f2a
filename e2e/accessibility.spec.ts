import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
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

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });
    for (const path of paths) {
      test(`${path} has no serious violation`, async ({ page }) => {
        await signIn(page, "admin");
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
          .analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => ({ id, at: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([]);
      });
    }
  });
}

test("the sign-in page has no serious violation", async ({ page }) => {
  await page.goto("/sign-in");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});
