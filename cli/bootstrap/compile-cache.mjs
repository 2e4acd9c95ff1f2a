import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { root } from "./root.mjs";

// Stripping types and compiling takes a fifth of a second of every command. Kept beside the packages, so that a new
// install begins anew; where the folder cannot be written, Node goes on without.
enableCompileCache(join(root, "node_modules", ".cache", "lamplight"));
