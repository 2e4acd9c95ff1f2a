import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { permissionsMarkdown } from "./permissions.ts";

it("is what docs/aws-permissions.md says; `npm run docs:permissions` writes it anew", () => {
  expect(readFileSync(new URL("../../docs/aws-permissions.md", import.meta.url), "utf8")).toBe(permissionsMarkdown());
});
