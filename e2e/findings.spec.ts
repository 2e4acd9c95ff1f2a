import { expect, type Locator, type Page, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

/** The queue's rows, without its head. */
function rows(page: Page): Locator {
  return page.getByRole("region", { name: "Findings" }).locator("tbody tr[data-index]");
}

/** Opens the panel of the first row that is open, and tells what it is called. */
async function lookAtFirst(page: Page): Promise<{ readonly panel: Locator; readonly name: string }> {
  await openPage(page, "/findings?filter=status+%3D+open");
  const name = (await rows(page).first().getByRole("link").first().innerText()).trim();
  await rows(page)
    .first()
    .getByText(/Critical|High|Medium/)
    .click();
  return {
    panel: page.getByRole("complementary").filter({ has: page.getByRole("heading", { name: "What to do" }) }),
    name,
  };
}

test("a security reviewer sees the evidence and the remedy, acknowledges a finding and takes it back", async ({
  page,
}) => {
  await signIn(page, "security");
  const { panel } = await lookAtFirst(page);
  await expect(panel.getByRole("heading", { name: /Evidence \(\d+\)/ })).toBeVisible();
  await expect(panel.getByText(/^aws |\naws /).first()).toBeVisible();
  await panel.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("1 finding acknowledged")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 finding is as before")).toBeVisible();
  await page.goto("/findings?filter=status+%3D+acknowledged");
  await expect(page.getByText("No findings match these filters")).toBeVisible();
});

test("a suppression needs a reason, is kept, and can be reopened", async ({ page }) => {
  await signIn(page, "security");
  const { panel } = await lookAtFirst(page);
  await panel.getByRole("button", { name: "Suppress…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Suppress 1 finding" }).click();
  await expect(dialog.getByText("Say why, so that others can judge it later.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Accepted until the migration.");
  await dialog.getByRole("button", { name: "Suppress 1 finding" }).click();
  await expect(page.getByText("1 finding suppressed")).toBeVisible();
  await openPage(page, "/findings?filter=status+%3D+suppressed");
  await rows(page)
    .first()
    .getByText(/Critical|High|Medium/)
    .click();
  await expect(page.getByText("Accepted until the migration.").first()).toBeVisible();
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(page.getByText("1 finding reopened")).toBeVisible();
});

test("an engineer reads findings and is told who decides about them", async ({ page }) => {
  await signIn(page, "engineer");
  const { panel } = await lookAtFirst(page);
  await expect(panel.getByText("Deciding about findings is for security reviewers and administrators.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Suppress…" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Findings" }).getByRole("checkbox")).toHaveCount(0);
});

test("an action that an engineer sends all the same is refused and changes nothing", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "security");
  const { panel } = await lookAtFirst(page);
  const engineer = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const other = await engineer.newPage();
  await signIn(other, "engineer");
  // The reviewer's own request, caught before it is sent, is sent with the engineer's session instead.
  const refused = Promise.withResolvers<string>();
  await page.route("**/findings**", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    try {
      const headers = { ...(await request.allHeaders()) };
      const kept = Object.entries(headers).filter(
        ([name]) => !name.startsWith(":") && name !== "cookie" && name !== "content-length",
      );
      const response = await engineer.request.post(request.url(), {
        headers: Object.fromEntries(kept),
        data: request.postDataBuffer() ?? "",
      });
      refused.resolve(await response.text());
      await route.abort();
    } catch (error) {
      refused.reject(error);
    }
  });
  await panel.getByRole("button", { name: "Acknowledge" }).click();
  expect(await refused.promise).toContain("does not include findings:triage");
  await page.unrouteAll({ behavior: "wait" });
  await engineer.close();
  await page.goto("/findings?filter=status+%3D+acknowledged");
  await expect(page.getByText("No findings match these filters")).toBeVisible();
});

test("a manager has no way to roles: page and read answer 403", async ({ page }) => {
  await signIn(page, "manager");
  expect((await page.goto("/roles"))?.status()).toBe(403);
  expect((await page.context().request.get("/api/roles")).status()).toBe(403);
  expect((await page.context().request.get("/api/roles/export?format=json")).status()).toBe(403);
});

test("findings are exported as they are shown", async ({ page }) => {
  await signIn(page, "manager");
  const json = await page.context().request.get("/api/findings/export?format=json&filter=severity+%3D+critical");
  const findings = (await json.json()) as readonly { readonly severity: string }[];
  expect(findings.length).toBeGreaterThan(0);
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["critical"]));
  const sarif = await page.context().request.get("/api/findings/export?format=sarif");
  expect(await sarif.json()).toMatchObject({ version: "2.1.0" });
});
