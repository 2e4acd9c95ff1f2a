import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect } from "@playwright/test";

export const roles = ["engineer", "security", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** Signs a request context in as the stand-in person of a role, by HTTP as the button does. */
export async function signInRequest(request: APIRequestContext, role: Role): Promise<void> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const response = await request.post("/api/auth/callback/simulated", {
    form: { role, csrfToken, callbackUrl: "/overview", json: "true" },
  });
  expect(response.ok(), `sign-in as ${role} answered ${response.status()}`).toBe(true);
}

/** Signs the page's browser context in as a role. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await signInRequest(page.context().request, role);
}

/** A second browser, signed in as a role: for what one person does while another looks. */
export async function newSignedInPage(browser: Browser, baseURL: string, role: Role): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await signInRequest(context.request, role);
  return context.newPage();
}
