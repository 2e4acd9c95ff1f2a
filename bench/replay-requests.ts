import { NodeHttpHandler } from "@smithy/node-http-handler";
import { defaultHttpOptions } from "#lib/aws/http-handler.ts";
import type { RecordedRequest } from "#simulator/recorded-request.ts";
import { decodeBatch, readRecordedBatches } from "#simulator/request-recorder.ts";
import { openBareClients } from "./benches/setup/bare-clients.ts";
import { peakMb } from "./benches/setup/process-memory.ts";
import { replayCall } from "./benches/setup/replay-call.ts";
import type { ReplayReport } from "./benches/setup/replay-report.ts";

interface Words {
  readonly path: string;
  readonly fromByte: number;
  readonly only: readonly string[] | null;
}

/**
 * Asks recorded requests again with the plain SDK, in the order they came, as many at once as there are sockets, and
 * prints how it went as JSON. Encoded records wait outside of the heap, so that what the SDK does is all that is measured.
 */
const { path, fromByte, only }: Words = JSON.parse(process.argv[2] ?? "{}");
const sockets = defaultHttpOptions.maxSockets;
const clients = await openBareClients(
  new NodeHttpHandler({
    httpAgent: { keepAlive: true, maxSockets: sockets },
    socketAcquisitionWarningTimeout: 600_000,
  }),
);
const wanted = ({ service, operation }: RecordedRequest) => only === null || only.includes(`${service} ${operation}`);
const batches: Buffer[] = [];
let calls = 0;
let recordedFromMs: number | null = null;
let recordingMs = 0;
for await (const bytes of readRecordedBatches(path, fromByte)) {
  const batch = decodeBatch(bytes);
  const count = batch.requests.filter(wanted).length;
  if (count > 0) batches.push(Buffer.from(bytes));
  calls += count;
  recordedFromMs ??= batch.recordingMs;
  recordingMs = batch.recordingMs - recordedFromMs;
}

let decodeMs = 0;
let nextBatch = 0;
let decoded: RecordedRequest[] = [];
/** The next request; null at the end. A batch is decoded when the one before it is used up. */
const take = (): RecordedRequest | null => {
  while (decoded.length === 0) {
    const bytes = batches[nextBatch];
    if (bytes === undefined) return null;
    nextBatch += 1;
    const started = performance.now();
    decoded = decodeBatch(bytes).requests.filter(wanted).reverse();
    decodeMs += performance.now() - started;
  }
  return decoded.pop() ?? null;
};

const call = replayCall(clients);
const cpuBefore = process.cpuUsage();
const started = performance.now();
const caller = async (): Promise<void> => {
  for (let request = take(); request !== null; request = take()) await call.send(request);
};
await Promise.all(Array.from({ length: sockets }, caller));
await call.end();
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpuBefore);
const report: ReplayReport = {
  ...call.counts(),
  calls,
  seconds: (wallMs - decodeMs) / 1_000,
  decodeSeconds: decodeMs / 1_000,
  cpuSeconds: (user + system) / 1e6 - decodeMs / 1_000,
  peakMb: peakMb(process.pid),
  recordingMs,
  sockets,
};
process.stdout.write(JSON.stringify(report));
clients.close();
