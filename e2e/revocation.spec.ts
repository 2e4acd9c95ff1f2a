import { expect, test } from "@playwright/test";
import { openPage, takenOver } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

test("an administrator adds a person, whose link works once; a changed role and a revoked session hold at once", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = `dana-${Date.now()}@example.com`;
  await signIn(page, "admin");
  await openPage(page, "/settings/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Name").fill("Dana Example");
  await page.getByRole("button", { name: "Add and make link" }).click();
  const link = await page.getByRole("dialog").locator("code").innerText();
  await page.getByRole("button", { name: "Done" }).click();

  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const dana = await context.newPage();
  await openPage(dana, new URL(link).pathname);
  await dana.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await dana.getByLabel("Password again").fill("correct horse battery");
  await dana.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(dana).toHaveURL(/\/overview/);
  expect((await dana.goto("/cost"))?.status()).toBe(200);

  const row = page.getByRole("row", { name: email });
  await page.reload();
  await takenOver(page);
  await row.getByRole("combobox").click();
  await page.getByRole("option", { name: "Security reviewer" }).click();
  await expect(page.getByText("Dana Example is now security reviewer")).toBeVisible();
  expect((await dana.goto("/cost"))?.status()).toBe(403);
  expect((await dana.goto("/roles"))?.status()).toBe(200);

  await row.getByRole("button", { name: /Actions for Dana/ }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
  await expect(page.getByText(/signed out of 1 browsers/)).toBeVisible();
  await dana.goto("/overview");
  await expect(dana).toHaveURL(/\/sign-in/);

  await dana.goto(new URL(link).pathname);
  await expect(dana.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await context.close();
});

test("a wrong password is refused without saying which part was wrong", async ({ page }) => {
  await openPage(page, "/sign-in");
  await page.getByText("Sign in with a password").click();
  await page.getByLabel("Email address").fill("nobody@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText(/address and password do not match/)).toBeVisible();
});
