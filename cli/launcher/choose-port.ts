import { createServer } from "node:net";
import { hasCode } from "#lib/db/embedded/file-errors.ts";
import { ConfigurationError } from "#lib/errors.ts";

export const usualPort = 4747;

/** The port of the console: the one that was asked for or nothing; else the usual one, else any that is free. */
export async function choosePort(host: string, wanted: number | null): Promise<number> {
  if (wanted !== null) {
    if ((await tryPort(host, wanted)) === null) {
      throw new ConfigurationError(`Port ${wanted} is in use by another program.`, {
        remedy: "Set LAMPLIGHT_PORT to a free port, or leave it out and Lamplight finds one.",
      });
    }
    return wanted;
  }
  const port = (await tryPort(host, usualPort)) ?? (await tryPort(host, 0));
  if (port === null) throw new ConfigurationError("No free port was found.", { remedy: "Set LAMPLIGHT_PORT." });
  return port;
}

/** Binds for a moment; null when the port is taken or may not be used. */
function tryPort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => {
      if (hasCode(error, "EADDRINUSE") || hasCode(error, "EACCES")) resolve(null);
      else if (hasCode(error, "EADDRNOTAVAIL") || hasCode(error, "ENOTFOUND")) {
        reject(
          new ConfigurationError(`This machine has no address ${host}.`, {
            remedy: "Correct LAMPLIGHT_HOST.",
            cause: error,
          }),
        );
      } else reject(error);
    });
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}
