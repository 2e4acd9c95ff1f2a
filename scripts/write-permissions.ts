import { writeFileSync } from "node:fs";
import { permissionsMarkdown } from "#lib/aws/permissions.ts";

/** Writes docs/aws-permissions.md from what the collectors declare: `npm run docs:permissions`. */
writeFileSync(new URL("../docs/aws-permissions.md", import.meta.url), permissionsMarkdown());
