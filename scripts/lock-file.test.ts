import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })),
});
const lock = lockSchema.parse(JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")));

/** Where npm would look for a package from inside another one: its own folder first, then each folder above. */
function placesOf(from: string, name: string): string[] {
  const above = from.lastIndexOf("node_modules/");
  const here = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  return from === "" ? [here] : [here, ...placesOf(from.slice(0, Math.max(0, above - 1)), name)];
}

it("has an entry for each optional dependency, so that every platform gets its binaries", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesOf(path, name).some((place) => place in lock.packages))
      .map((name) => `${name} of ${path}`),
  );
  expect(missing).toEqual([]);
});
