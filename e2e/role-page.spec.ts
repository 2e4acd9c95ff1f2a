import { expect, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

interface ListedRole {
  readonly roleArn: string;
  readonly name: string;
}

test.beforeEach(async ({ page }) => {
  await signIn(page, "security");
});

/** The first role of the list that a filter leaves. */
async function firstRole(request: import("@playwright/test").APIRequestContext, filter: string): Promise<ListedRole> {
  const answer = await request.get(`/api/roles?limit=1&filter=${encodeURIComponent(filter)}`);
  const { rows } = (await answer.json()) as { rows: ListedRole[] };
  const [role] = rows;
  if (role === undefined) throw new Error(`The simulated fleet has no role with ${filter}.`);
  return role;
}

const addressOf = ({ roleArn }: ListedRole) => `/roles/${encodeURIComponent(roleArn)}`;

test("a reviewer follows a way to more rights, step by step, to the guilty statement", async ({ page }) => {
  const role = await firstRole(page.request, "escalation = certain and admin = no");
  await openPage(page, addressOf(role));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(role.name);
  const path = page.locator("[data-escalation]").first();
  await expect(path.getByRole("listitem").first()).toContainText("this role");
  await expect(path.getByRole("listitem").last()).toContainText(/gain/);
  const step = path.getByRole("listitem").nth(1);
  const action = await step.locator("code").first().innerText();
  await step
    .getByRole("link", { name: /statement \d+/ })
    .first()
    .click();
  const lit = page.locator("[data-target]");
  await expect(lit).toBeInViewport();
  await expect(lit).toContainText("Lets it gain rights");
  // The statement may grant it by a wildcard: the service at least is in it, or everything is.
  await expect(lit).toContainText(new RegExp(`"(\\*|${action.split(":")[0]}:)`, "i"));
});

test("may this role do it? is answered with the statement that decides, and the address keeps the question", async ({
  page,
}) => {
  const role = await firstRole(page.request, "admin = yes");
  await openPage(page, addressOf(role));
  await page.getByLabel("May it do").fill("secretsmanager:getsecretv");
  await page.getByRole("option", { name: "secretsmanager:GetSecretValue" }).click();
  await page.getByLabel("on resource").press("Enter");
  const answer = page.locator("[data-answer]");
  await expect(answer).toContainText("Allowed");
  await expect(page).toHaveURL(/action=secretsmanager:GetSecretValue/);
  await page.reload();
  await answer
    .getByRole("link", { name: /statement \d+/ })
    .first()
    .click();
  await expect(page.locator("[data-target]")).toContainText("Makes it an administrator");

  await openPage(page, `${addressOf(role)}?action=nonsense`);
  await expect(page.getByText(/Write it as service:Action/)).toBeVisible();
});

test("an answer that is not known says so, and one that failed can be asked for again", async ({ page }) => {
  const role = await firstRole(page.request, "admin = yes");
  const reason = "inline:work: The policy document cannot be read: it is not valid JSON.";
  await page.route("**/api/roles/access?*", (route) => route.fulfill({ json: { state: "unknown", reason } }));
  await openPage(page, `${addressOf(role)}?action=s3:GetObject`);
  await expect(page.getByText("Not known", { exact: true })).toBeVisible();
  await expect(page.getByText(reason)).toBeVisible();
  await expect(page.locator("[data-answer]")).toHaveCount(0);

  const error = { code: "not_found", message: "Lamplight has never seen this role.", remedy: null };
  await page.route("**/api/roles/access?*", (route) => route.fulfill({ status: 404, json: { error } }));
  await page.reload();
  await expect(page.getByText(error.message)).toBeVisible();
  await page.unroute("**/api/roles/access?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("[data-answer]")).toContainText("Allowed");
});

test("who uses a role, what it holds and what changed are told without a dead end", async ({ page }) => {
  const role = await firstRole(page.request, "admin = no and used = yes and escalation = none");
  await openPage(page, addressOf(role));
  await expect(page.getByRole("table").first()).toContainText("Permissions management");
  await openPage(page, `${addressOf(role)}?tab=functions`);
  await expect(page.getByRole("heading", { name: "Who can assume it" })).toBeVisible();
  await expect(page.getByText("lambda.amazonaws.com").first()).toBeVisible();
  await openPage(page, `${addressOf(role)}?tab=history`);
  await expect(page.getByText(/first read it|First read by Lamplight/)).toBeVisible();
});

test("questions about roles are not for managers", async ({ page }) => {
  const { roleArn } = await firstRole(page.request, "used = yes");
  await signIn(page, "manager");
  const asked = new URLSearchParams({ role: roleArn, action: "s3:GetObject", resource: "*" });
  expect((await page.request.get(`/api/roles/access?${asked}`)).status()).toBe(403);
  expect((await page.request.get("/api/roles/actions?q=s3")).status()).toBe(403);
  expect((await page.goto(`/roles/${encodeURIComponent(roleArn)}`))?.status()).toBe(403);
});
