import { fileURLToPath } from "node:url";
import { type Config, loadConfig } from "#lib/config/config.ts";

/** The folder of the checkout, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** This command's settings; a relative data folder stands in the checkout, wherever the command was called. */
export const commandConfig = (): Config => loadConfig(process.env, root);
