import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSimulateCommand, simulatorEnvironment } from "./command.ts";
import { fleetTruth } from "./fleet/truth.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamplight-simulate-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("runSimulateCommand", () => {
  it("prints an address and an environment that work, and writes the truth", async () => {
    const lines: string[] = [];
    const truth = join(folder, "truth.json");
    const options = { accounts: 2, functions: 60, seed: 5, regions: ["eu-west-1"], truth };
    const simulator = await runSimulateCommand(options, (line) => lines.push(line));
    const environment = simulatorEnvironment(simulator);
    for (const [name, value] of Object.entries(environment)) {
      expect(lines).toContain(`  export ${name}=${value}`);
    }
    const client = new STSClient({
      endpoint: environment.AWS_ENDPOINT_URL,
      region: environment.AWS_REGION,
      credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
    });
    const { Account } = await client.send(new GetCallerIdentityCommand());
    expect(Account).toBe(simulator.fleet.organization.managementAccountId);
    const written: unknown = JSON.parse(await readFile(truth, "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(fleetTruth(simulator.fleet))));
    expect(Object.keys(written as object)).toEqual(["functions", "roles", "findings"]);
    await simulator.close();
  });

  it("leaves nothing running when the truth cannot be written", async () => {
    const port = await freePort();
    const options = { accounts: 1, functions: 60, port, truth: join(folder, "no", "such", "folder.json") };
    await expect(runSimulateCommand(options, () => undefined)).rejects.toMatchObject({ code: "ENOENT" });
    const again = await runSimulateCommand({ accounts: 1, functions: 60, port }, () => undefined);
    await again.close();
  });

  it("says so when the port is taken", async () => {
    const first = await runSimulateCommand({ accounts: 1, functions: 60 }, () => undefined);
    const second = runSimulateCommand({ accounts: 1, functions: 60, port: first.port }, () => undefined);
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
