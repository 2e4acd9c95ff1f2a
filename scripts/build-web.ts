/** `npm test` builds the console as `lamplight start` does, and leaves the same mark: the browser tests do not build again. */
import { buildWeb } from "#cli/launcher/build-web.ts";

await buildWeb(new AbortController().signal);
