import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { createViteServer } from "vitest/node";
import { root } from "#cli/root.ts";
import { findBrowser } from "#lib/testing/browser.ts";
import type { BenchContext } from "./bench.ts";

const entry = fileURLToPath(new URL("./chart-page.tsx", import.meta.url));

/** A real browser on a page that holds nothing but a chart, built as for production. */
export async function openChartPage({ undo }: BenchContext): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), "lamplight-charts-"));
  undo(() => rm(folder, { recursive: true, force: true }));
  // Vite takes the builds for production only where its own process says so.
  const before = process.env.NODE_ENV;
  Object.assign(process.env, { NODE_ENV: "production" });
  undo(async () => void Object.assign(process.env, { NODE_ENV: before }));
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: "error",
    mode: "production",
    cacheDir: join(folder, "cache"),
    appType: "custom",
    define: { "process.env.NODE_ENV": '"production"' },
    // Vite would take the development build of JSX for anything that it serves unbundled.
    oxc: { jsx: { runtime: "automatic", development: false } },
    css: { postcss: {} },
    optimizeDeps: { entries: [entry] },
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
    plugins: [
      {
        name: "chart-page",
        configureServer: ({ middlewares }) => {
          middlewares.use("/chart", (_, response) => {
            response.setHeader("content-type", "text/html; charset=utf-8");
            response.end(page(`/@fs${entry}`));
          });
        },
      },
    ],
  });
  undo(() => server.close());
  await server.listen();
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error("The page of the chart has no address.");
  const { executablePath, environment } = await findBrowser(folder);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    env: { ...process.env, ...environment },
  });
  undo(() => browser.close());
  const opened = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await opened.goto(`${address}chart`);
  await opened.waitForFunction(() => "drawChart" in globalThis);
  return opened;
}

/** Colours stand for the product's style sheet, so that everything is painted. */
const colors = Array.from({ length: 8 }, (_, k) => `--color-series-${k + 1}:hsl(${k * 45} 60% 45%)`).join(";");

function page(script: string): string {
  return `<!doctype html><html lang="en" style="${colors};--color-grid:#ddd"><title>Chart</title><body><script>globalThis.process={env:{NODE_ENV:"production"}}</script><div id="place" style="width:1100px"></div><script type="module" src="${script}"></script></body></html>`;
}
