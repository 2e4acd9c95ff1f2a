import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { openPage, takenOver } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

/** Hands what the page saves as a file. */
async function downloaded(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download / }).click();
  const file = await saving;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("what a role never uses is told, and the policy that would suffice can be taken away", async ({ page }) => {
  await signIn(page, "security");
  await openPage(page, "/roles");
  // The gravest role: it may do everything, and uses little of it.
  await page
    .getByRole("region", { name: "Roles", exact: true })
    .locator("tbody tr[data-index]")
    .first()
    .getByRole("link")
    .first()
    .click();
  await page.getByRole("link", { name: "Least privilege" }).click();
  await expect(page.getByRole("heading", { name: "A tighter policy" })).toBeVisible();
  await takenOver(page);
  await expect(page.getByText("It grants nothing that the role does not hold.")).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Never used" }).getByText("never", { exact: true }).first(),
  ).toBeVisible();

  const json = await downloaded(page);
  expect(json.name).toMatch(/\.json$/);
  expect(JSON.stringify(JSON.parse(json.text))).toContain('"Effect":"Allow"');
  await page.getByRole("tab", { name: "Terraform" }).click();
  await expect(page.getByRole("tabpanel")).toContainText('resource "aws_iam_role_policy"');
  expect((await downloaded(page)).text).toContain("policy = jsonencode({");
});
