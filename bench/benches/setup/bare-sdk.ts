import { Lambda } from "@aws-sdk/client-lambda";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { supervise } from "#cli/launcher/supervise.ts";
import { freePort } from "#lib/db/embedded/server-process.ts";
import { ownFolder } from "./own-store.ts";

const measuredMs = 5_000;
const atOnce = 64;

/**
 * Calls a second that the AWS SDK alone does on this machine, with as many connections as a sync keeps busy: the pace that
 * no sync in one process can beat. The simulated AWS runs beside it as it does beside a sync, without quotas in the way.
 */
export async function bareSdkRate(undo: (step: () => Promise<void>) => void, latencyMs: number): Promise<number> {
  const options = {
    functions: 100,
    accounts: 1,
    regions: ["eu-west-1"],
    quotaScale: 1_000,
    latencyMs: latencyMs * 1_000,
  };
  const simulator = await supervise({
    name: "simulated AWS",
    entry: "cli/services/simulator.ts",
    words: [JSON.stringify({ ...options, port: await freePort() })],
    environment: process.env,
    logFolder: await ownFolder(undo),
    onRestart: (message) => process.stderr.write(`${message}\n`),
  });
  const lambda = new Lambda({
    endpoint: simulator.details.AWS_ENDPOINT_URL ?? "",
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIASIMULATED0000000", secretAccessKey: "simulated" },
    requestHandler: new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: atOnce } }),
  });
  try {
    const { Functions = [] } = await lambda.listFunctions({});
    const names = Functions.flatMap(({ FunctionName }) => FunctionName ?? []);
    return await measure(lambda, names);
  } finally {
    lambda.destroy();
    await simulator.stop();
  }
}

async function measure(lambda: Lambda, names: readonly string[]): Promise<number> {
  const started = performance.now();
  let calls = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - started < measuredMs) {
      await lambda.getFunction({ FunctionName: names[calls % names.length] });
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return (calls * 1_000) / (performance.now() - started);
}
