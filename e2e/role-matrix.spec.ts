import { expect, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { type Role, roles, signIn, signInRequest } from "./sign-in.ts";

/** Pages and reads with the roles that may use them: lib/domain/permissions says the same in another form. */
const everyone: readonly Role[] = roles;
const pages: Record<string, readonly Role[]> = {
  "/overview": everyone,
  "/functions": everyone,
  "/cold-starts": everyone,
  "/concurrency": everyone,
  "/network": everyone,
  "/findings": everyone,
  "/changes": everyone,
  "/sync": everyone,
  "/roles": ["engineer", "security", "admin"],
  "/cost": ["engineer", "manager", "admin"],
  "/settings/accounts": ["admin"],
  "/settings/collection": ["admin"],
  "/settings/network": ["admin"],
  "/settings/people": ["admin"],
  "/settings/teams": ["admin"],
  "/settings/audit": ["security", "admin"],
};
const reads: Record<string, readonly Role[]> = {
  "/api/frame": everyone,
  "/api/search?q=orders": everyone,
  "/api/functions?limit=10": everyone,
  "/api/functions/export?format=csv": everyone,
  "/api/findings?limit=10": everyone,
  "/api/changes": everyone,
  "/api/sync": everyone,
  "/api/sync/past": everyone,
  "/api/sync/spending": everyone,
  "/api/sync/usage?format=csv": everyone,
  "/api/sync/account?sync=00000000-0000-4000-8000-000000000000&account=": everyone,
  "/api/sync/estimate": ["engineer", "security", "admin"],
  "/api/cold-starts/offenders?limit=10": everyone,
  "/api/cold-starts/offenders/export?format=json": everyone,
  "/api/cold-starts/remedy-summary": everyone,
  "/api/cold-starts/uncovered": everyone,
  "/api/cold-starts/week": everyone,
  "/api/network/export?table=subnets": everyone,
  "/api/network/export?table=nat": everyone,
  "/api/roles?limit=10": ["engineer", "security", "admin"],
  "/api/roles/actions?q=s3": ["engineer", "security", "admin"],
  "/api/cost/functions?limit=10": ["engineer", "manager", "admin"],
  "/api/cost/export": ["engineer", "manager", "admin"],
  "/api/settings/role-template": ["admin"],
  "/api/settings/role-template?format=terraform": ["admin"],
  "/api/settings/accounts": ["admin"],
  "/api/settings/accounts/111111111111": ["admin"],
  "/api/settings/organization": ["admin"],
};

for (const role of roles) {
  test(`${role}: each page is open or refused as the table says`, async ({ page }) => {
    await signIn(page, role);
    for (const [path, allowed] of Object.entries(pages)) {
      // What the answer is and what it shows; its scripts need not have come.
      const response = await page.goto(path, { waitUntil: "commit" });
      expect(response?.status(), `${role} at ${path}`).toBe(allowed.includes(role) ? 200 : 403);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });

  test(`${role}: each read is answered or refused as the table says`, async ({ request }) => {
    await signInRequest(request, role);
    for (const [path, allowed] of Object.entries(reads)) {
      expect((await request.get(path)).status(), `${role} at ${path}`).toBe(allowed.includes(role) ? 200 : 403);
    }
  });
}

test("nobody signed in: pages lead to the sign-in page and back, reads answer 401", async ({ page, request }) => {
  for (const path of Object.keys(pages)) {
    await page.goto(path, { waitUntil: "commit" });
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(path)}$`));
  }
  for (const path of Object.keys(reads)) expect((await request.get(path)).status()).toBe(401);
  await openPage(page, "/functions?runtime=nodejs18.x");
  await page.getByRole("button", { name: /Continue as Engineer/ }).click();
  await expect(page).toHaveURL(/\/functions\?/);
});

test("an address that leads elsewhere is not followed after signing in", async ({ page }) => {
  await openPage(page, "/sign-in?next=//evil.example/x");
  await page.getByRole("button", { name: /Continue as Manager/ }).click();
  await expect(page).toHaveURL(/\/overview$/);
});
