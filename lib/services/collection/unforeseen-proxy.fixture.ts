import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to the simulated AWS on which Lambda's answers grow fields and lose others. */
export interface UnforeseenProxy {
  readonly url: string;
  /** Names of fields that were added to answers, by operation's path; each name stands for one place. */
  readonly added: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

export interface UnforeseenOptions {
  readonly target: string;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Fields that an entry of ListFunctions loses, by the function's name. */
  readonly lost: (functionName: string) => readonly string[];
}

/** Maps whose keys are people's names, not fields: what is added to them would be data. */
const maps = /^(?:Variables|Tags|AdditionalVersionWeights|Headers)$/;
const enumerations = /^(?:TenantIsolationMode|ApplyOn)$/;
const odd = ["sideways", 7, true, { Inner: "deep" }, ["one", "two"]] as const;

/** Puts new fields into objects of JSON answers at random, at any depth, and new members into enumerations. */
export async function startUnforeseenProxy(options: UnforeseenOptions): Promise<UnforeseenProxy> {
  const added = new Map<string, string[]>();
  const add = (path: string): readonly (readonly [string, unknown])[] => {
    if (options.random() > 0.25) return [];
    const names = added.get(path) ?? [];
    const name = `Unforeseen${path.replace(/\W/g, "")}N${names.length}N`;
    added.set(path, [...names, name]);
    return [[name, odd[Math.floor(options.random() * odd.length)]]];
  };
  const grow = (value: unknown, path: string, isEnvelope = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => grow(item, path));
    if (value === null || typeof value !== "object") return value;
    if (isLatestOfMany(value, path)) return value;
    const grown = Object.entries(value).map(([name, item]) => [
      name,
      enumerations.test(name) ? `New${item}` : maps.test(name) || path.endsWith("ALL") ? item : grow(item, path),
    ]);
    return Object.fromEntries([...grown, ...(isEnvelope ? [] : add(path))]);
  };
  const growAnswer = (body: Buffer, path: string): Buffer => {
    const answer = lose(body, options);
    if (path.endsWith("ALL")) return bytesOf({ ...answer, Functions: grow(answer.Functions, path) });
    // What stands beside a list belongs to none of its entries; GetFunction's answer is the function's own.
    return bytesOf(grow(answer, path, !path.endsWith("/functions/one")));
  };
  const server = createServer((incoming, outgoing) => {
    const { hostname, port } = new URL(options.target);
    const { method, url: path = "", headers } = incoming;
    const forwarded = send({ hostname, port, method, path, headers }, async (answer) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const isLambda = /^\/20\d\d-\d\d-\d\d\//.test(path) && answer.statusCode === 200;
      const sent = isLambda ? growAnswer(body, operationOf(path)) : body;
      outgoing.writeHead(answer.statusCode ?? 500, withLength(answer.headers, sent.byteLength));
      outgoing.end(sent);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    added,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function lose(body: Buffer, { lost }: UnforeseenOptions): { readonly Functions?: Record<string, unknown>[] } {
  const answer: { readonly Functions?: Record<string, unknown>[] } = JSON.parse(body.toString());
  for (const entry of answer.Functions ?? []) {
    for (const field of lost(String(entry.FunctionName))) delete entry[field];
  }
  return answer;
}

/** The path without names and query, which tells operations apart; ListFunctions with all versions ends in ALL. */
function operationOf(path: string): string {
  const [name = "", query = ""] = path.split("?");
  const plain = name.replace(/\/$/, "").replace(/\/functions\/[^/]+/, "/functions/one");
  return query.includes("FunctionVersion=ALL") ? `${plain}ALL` : plain;
}

/** In the list of all versions `$LATEST` is told a second time, and not looked at. */
function isLatestOfMany(value: object, path: string): boolean {
  return path.endsWith("ALL") && "Version" in value && value.Version === "$LATEST";
}

function bytesOf(answer: unknown): Buffer {
  return Buffer.from(JSON.stringify(answer));
}

function withLength({ "transfer-encoding": _, ...headers }: IncomingHttpHeaders, length: number) {
  return { ...headers, "content-length": String(length) };
}
