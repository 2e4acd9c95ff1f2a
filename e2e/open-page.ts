import { expect, type Page, type Response } from "@playwright/test";

/** Goes to a page, and waits until its scripts have taken it over. */
export async function openPage(page: Page, path: string): Promise<Response | null> {
  const response = await page.goto(path);
  await takenOver(page);
  return response;
}

/**
 * Waits until everything that can be pressed or typed into is React's, and its effects have run: what is pressed or
 * typed before is lost, however fast the page was drawn.
 */
export async function takenOver(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const controls = [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea")];
          const taken = controls.filter((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
          return controls.length > 0 && taken.length === controls.length;
        }),
      { timeout: 30_000 },
    )
    .toBe(true);
  await page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done())));
}
