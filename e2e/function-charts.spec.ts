import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openPage, takenOver } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

interface ListedFunction {
  readonly arn: string;
  readonly name: string;
}

/** The function that ran most. */
async function busiest(page: Page): Promise<string> {
  const answer = await page.request.get("/api/functions?limit=1&range=7d");
  const { rows } = (await answer.json()) as { rows: ListedFunction[] };
  const [first] = rows;
  if (first === undefined) throw new Error("The simulated fleet has no function.");
  return `/functions/${encodeURIComponent(first.arn)}`;
}

const chart = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const plane = (page: Page, title: string) => chart(page, title).locator("[data-chart-plane]");
const rangeOf = (page: Page) => new URL(page.url()).searchParams.get("range");

/** Waits until the picture itself has been drawn: the chart is loaded after the page, whose buttons have pictures, too. */
async function drawn(page: Page, title: string): Promise<Locator> {
  const picture = chart(page, title).locator("svg[data-chart], svg.recharts-surface");
  await expect(picture.locator("path, rect").first()).toBeAttached();
  return plane(page, title);
}

async function downloaded(page: Page, title: string, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    chart(page, title).getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

/** Decodes a picture in the browser: its size, and how many colours it has. */
async function decode(page: Page, png: Buffer): Promise<{ width: number; height: number; colors: number }> {
  return await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    return { width: bitmap.width, height: bitmap.height, colors: new Set(pixels).size };
  }, png.toString("base64"));
}

test.beforeEach(async ({ page }) => {
  await signIn(page, "engineer");
});

test("a drag in one chart sets the range of all, and can be taken back", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=7d`);
  const invocations = await drawn(page, "Invocations");
  await invocations.scrollIntoViewIfNeeded();
  const box = await invocations.boundingBox();
  if (!box) throw new Error("The chart is not on the page.");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 80);
  await expect(invocations.locator("[data-chart-tip]")).toContainText("Invocations");
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 90, { steps: 5 });
  await expect(invocations.locator("[data-selection]")).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => rangeOf(page)).toMatch(/^\d{4}-\d\d-\d\d.*\.\.\d{4}-\d\d-\d\d/);
  const chosen = rangeOf(page);
  for (const title of ["Invocations", "Errors", "Duration", "Concurrency"]) {
    await drawn(page, title);
    // The address changes at once, the figures when the server has answered.
    await expect(async () => {
      const { content } = await downloaded(page, title, "Download CSV");
      const first = content.toString().split("\r\n")[1]?.split(",")[0] ?? "";
      const [from = "", to = ""] = (chosen ?? "").split("..");
      expect(Date.parse(first), title).toBeGreaterThanOrEqual(Date.parse(from));
      expect(Date.parse(first), title).toBeLessThan(Date.parse(to));
    }).toPass({ timeout: 20_000 });
  }
  await chart(page, "Duration").getByRole("button", { name: "Undo zoom" }).click();
  // 7 days are the default, which the address leaves out.
  await expect.poll(() => rangeOf(page)).toBeNull();
  await expect(chart(page, "Duration").getByRole("button", { name: "Undo zoom" })).toHaveCount(0);
});

test("the same without a mouse: moments are read aloud, a stretch is chosen, applied and pinned", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=7d`);
  const invocations = await drawn(page, "Invocations");
  const spoken = invocations.getByRole("status");
  await invocations.focus();
  await page.keyboard.press("Home");
  await expect(spoken).toContainText(/Invocations ([\d,.]+|not known)/);
  const first = await spoken.innerText();
  await page.keyboard.press("ArrowRight");
  await expect(spoken).not.toHaveText(first);
  await page.keyboard.press("Enter");
  await expect(chart(page, "Invocations").locator("[data-pinned]")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chart(page, "Invocations").locator("[data-pinned]")).toHaveCount(0);
  await page.keyboard.press("Home");
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(spoken).toContainText("7 steps");
  await expect(page).not.toHaveURL(/\.\./);
  await page.keyboard.press("Enter");
  await expect.poll(() => rangeOf(page)).toContain("..");
  const [from = "", to = ""] = (rangeOf(page) ?? "").split("..");
  expect(Date.parse(to) - Date.parse(from)).toBe(7 * 3_600_000);
  await page.reload();
  await takenOver(page);
  const { content } = await downloaded(page, "Invocations", "Download CSV");
  expect(content.toString().trim().split("\r\n")).toHaveLength(1 + 7);
});

test("the previous period lies under this one, with the difference in figures", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=24h`);
  await drawn(page, "Invocations");
  const lines = await chart(page, "Invocations").locator("[data-series-line]").count();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("region", { name: "Compared with the previous period" })).toContainText("before");
  await expect(chart(page, "Invocations").locator("[data-series-line]")).toHaveCount(lines + 1);
  await page.reload();
  await takenOver(page);
  const { content } = await downloaded(page, "Invocations", "Download CSV");
  expect(content.toString().split("\r\n")[0]).toBe(
    '"Time (UTC, ISO 8601)",Invocations (count),"Invocations, previous period (count)"',
  );
});

test("a mark on the axis leads to the change it stands for", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=90d`);
  await drawn(page, "Duration");
  await chart(page, "Duration").locator("[data-chart-marks] a").first().dispatchEvent("click");
  await expect(page).toHaveURL(/tab=history.*#change-/);
  await expect(page.locator(new URL(page.url()).hash.replace("#", "[id='").concat("']"))).toBeVisible();
});

test("times are those of the person's zone, and with one click UTC on all charts", async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: "lamplight-zone", value: "Asia/Kolkata", url: baseURL ?? "" }]);
  await openPage(page, `${await busiest(page)}?range=24h`);
  const invocations = await drawn(page, "Invocations");
  await invocations.focus();
  await page.keyboard.press("Home");
  await expect(invocations.getByRole("status")).toContainText(":30:00 GMT+5:30");
  await chart(page, "Errors").getByRole("button", { name: "GMT+5:30" }).click();
  for (const title of ["Invocations", "Duration", "Concurrency"])
    await expect(chart(page, title).getByRole("button", { name: "UTC", exact: true })).toBeVisible();
  await invocations.focus();
  await page.keyboard.press("Home");
  await expect(invocations.getByRole("status")).toContainText(":00:00 UTC");
});

test("a chart is exported with all its figures and as a picture that shows something", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=7d`);
  for (const title of ["Invocations", "Duration", "Starts", "When it runs"]) {
    await drawn(page, title);
    const { name, content } = await downloaded(page, title, "Download PNG");
    expect(name).toBe(`${title.toLowerCase().replaceAll(" ", "-")}.png`);
    const { width, height, colors } = await decode(page, content);
    expect(width, title).toBeGreaterThan(600);
    expect(height, title).toBeGreaterThan(300);
    expect(colors, title).toBeGreaterThan(20);
  }
  const { content } = await downloaded(page, "Invocations", "Download CSV");
  const [head, ...rows] = content.toString().trim().split("\r\n");
  expect(head).toBe('"Time (UTC, ISO 8601)",Invocations (count)');
  expect(rows.length).toBeGreaterThan(120);
  for (const line of rows) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z,(\d*|\d+\.\d+)$/);
  await chart(page, "Invocations").getByRole("button", { name: "Show as table" }).click();
  await expect(chart(page, "Invocations").getByRole("row")).toHaveCount(rows.length + 1);
});

test("whoever asks for the picture of a chart before it is drawn gets it when it is", async ({ page }) => {
  await openPage(page, `${await busiest(page)}?range=7d`);
  await drawn(page, "Invocations");
  const picture = chart(page, "Invocations").locator("svg.recharts-surface").first();
  await picture.evaluate((svg) => {
    const parent = svg.parentElement;
    svg.remove();
    setTimeout(() => parent?.append(svg), 1_000);
  });
  const { name } = await downloaded(page, "Invocations", "Download PNG");
  expect(name).toBe("invocations.png");
});
