import { readFileSync, writeFileSync } from "node:fs";
import { withCostSection } from "#lib/services/budget/readme-section.ts";

/** Writes the README's section on what collection asks and costs, from the estimate: `npm run docs:cost`. */
const readme = new URL("../README.md", import.meta.url);
writeFileSync(readme, withCostSection(readFileSync(readme, "utf8")));
