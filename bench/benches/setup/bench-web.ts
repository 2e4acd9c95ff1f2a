import { join } from "node:path";
import { buildWeb, isWebBuilt } from "#cli/launcher/build-web.ts";
import { heapMb } from "#cli/launcher/stack.ts";
import { supervise } from "#cli/launcher/supervise.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import type { BenchContext } from "./bench.ts";
import type { BenchFleet } from "./bench-fleet.ts";

/** The built console over a synced fleet, as a process of its own. */
export interface BenchWeb {
  readonly url: string;
  pid(): number | undefined;
  /** Signs in as the stand-in administrator; every visitor has a session of its own. */
  visitor(): Promise<Visitor>;
}

export interface Visit {
  readonly status: number;
  /** From the request to the last byte. */
  readonly ms: number;
  readonly text: string;
}

export interface Visitor {
  open(path: string): Promise<Visit>;
}

const webs = new WeakMap<BenchFleet, Promise<BenchWeb>>();

/** The console of a fleet; benches that ask for the same fleet share it. */
export async function openWeb(context: BenchContext, fleet: BenchFleet): Promise<BenchWeb> {
  const web = webs.get(fleet) ?? startWeb(context, fleet);
  webs.set(fleet, web);
  return await web;
}

/** Builds the console unless it has been built from the present sources. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  if (await isWebBuilt()) return;
  say("building the console");
  await buildWeb(new AbortController().signal);
}

async function startWeb({ say, undo }: BenchContext, { environment, store }: BenchFleet): Promise<BenchWeb> {
  await ensureBuilt(say);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const bound = heapMb["the console"];
  const service = await supervise({
    name: "the console",
    entry: "cli/services/web.ts",
    ...(bound === undefined ? {} : { heapMb: bound }),
    environment: { ...environment, NODE_ENV: "production", LAMPLIGHT_PORT: String(port), NEXTAUTH_URL: url },
    logFolder: join(store.dataDir, "logs"),
    onRestart: (message) => {
      process.stderr.write(`${message}\n`);
      process.exitCode = 1;
    },
  });
  undo(service.stop);
  return { url, pid: service.pid, visitor: async () => await signIn(url) };
}

async function signIn(url: string): Promise<Visitor> {
  const cookies = new Map<string, string>();
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") });
  const asked = await fetch(`${url}/api/auth/csrf`);
  keep(asked);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const signed = await fetch(`${url}/api/auth/callback/simulated`, {
    method: "POST",
    redirect: "manual",
    headers: headers(),
    body: new URLSearchParams({ role: "admin", csrfToken, callbackUrl: "/overview", json: "true" }),
  });
  keep(signed);
  await signed.arrayBuffer();
  const visit = async (path: string): Promise<Visit> => {
    const started = performance.now();
    const response = await fetch(`${url}${path}`, { headers: headers(), redirect: "manual" });
    const text = await response.text();
    return { status: response.status, ms: performance.now() - started, text };
  };
  const { status } = await visit("/overview");
  if (status !== 200) throw new Error(`Signing in to the console did not work: /overview answered ${status}.`);
  return { open: visit };
}
