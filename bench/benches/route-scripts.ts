import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { root } from "#cli/root.ts";
import type { Bench } from "./setup/bench.ts";
import { ensureBuilt } from "./setup/bench-web.ts";

const build = join(root, ".next");
const manifestName = "page_client-reference-manifest.js";

const referencesSchema = z.record(z.string(), z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) }));
const buildSchema = z.object({ rootMainFiles: z.array(z.string()) });
const loadableSchema = z.record(z.string(), z.object({ files: z.array(z.string()) }));

/** What a browser loads for each route, from the build's own lists; charts come later and are counted apart. */
export const bench: Bench = {
  name: "route-scripts",
  title: "Scripts of each route, gzip (polyfills for old browsers left out)",
  async *run({ say }) {
    await ensureBuilt(say);
    const charts = new Map<string, number>();
    for (const folder of await routeFolders()) {
      const route = routeOf(folder);
      const scripts = scriptsOf(folder);
      yield {
        name: `route-scripts ${route}`,
        value: kilobytes(scripts),
        unit: "kB",
        bar: 250,
        note: `${scripts.length} files`,
      };
      for (const group of lazyCharts(folder, scripts)) charts.set(group.join(" "), kilobytes(group));
    }
    const largest = charts.size === 0 ? null : Math.max(...charts.values());
    yield {
      name: "route-scripts.charts",
      value: largest,
      unit: "kB",
      bar: 120,
      note:
        largest === null
          ? "no route loads charts lazily"
          : `the larger of ${charts.size} lazy groups, on top of its route`,
    };
  },
};

/** Folders of the build that hold a route's lists, relative to the build's app folder. */
async function routeFolders(): Promise<string[]> {
  const app = join(build, "server/app");
  const entries = await readdir(app, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.name === manifestName)
    .map((entry) => relative(app, entry.parentPath))
    .filter((folder) => !folder.startsWith("_"))
    .sort();
}

/** The address as people see it: groups in parentheses are not part of it. */
function routeOf(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== "" && !part.startsWith("("));
  return `/${parts.join("/")}`;
}

/** Pages that a route shows instead of itself; a browser loads them only then. */
const insteadOfThePage: ReadonlySet<string> = new Set(["global-error", "not-found", "forbidden"]);

/** The framework's scripts and those of each layout, error boundary and page on the way to the route. */
function scriptsOf(folder: string): string[] {
  const { rootMainFiles } = buildSchema.parse(readJson(join(build, "server/app", folder, "page/build-manifest.json")));
  const context = createContext({});
  runInContext(readFileSync(join(build, "server/app", folder, manifestName), "utf8"), context);
  const references = referencesSchema.parse(context.__RSC_MANIFEST);
  const own = Object.values(references).flatMap(({ entryJSFiles }) =>
    Object.entries(entryJSFiles)
      .filter(([segment]) => isOnTheWay(segment, folder))
      .flatMap(([, files]) => files),
  );
  return [...new Set([...rootMainFiles, ...own])];
}

function isOnTheWay(segment: string, folder: string): boolean {
  const file = segment.replace(/^\[project\]\/app\//, "");
  const segmentFolder = dirname(file) === "." ? "" : dirname(file);
  return (
    !insteadOfThePage.has(basename(file)) && (segmentFolder === "" || `${folder}/`.startsWith(`${segmentFolder}/`))
  );
}

/** Groups of scripts that a route loads on demand and that hold the chart library. */
function lazyCharts(folder: string, scripts: readonly string[]): string[][] {
  const path = join(build, "server/app", folder, "page/react-loadable-manifest.json");
  if (!existsSync(path)) return [];
  const groups = Object.values(loadableSchema.parse(readJson(path))).map(({ files }) =>
    files.filter((file) => file.endsWith(".js") && !scripts.includes(file)),
  );
  return groups.filter((files) => files.some((file) => readFileSync(join(build, file), "utf8").includes("recharts")));
}

function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(build, file))).byteLength, 0) / 1_000;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
