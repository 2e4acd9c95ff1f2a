import { GetAccountSettingsCommand, LambdaClient, ListFunctionsCommand, ListTagsCommand } from "@aws-sdk/client-lambda";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { clientConfig } from "#simulator/client-config.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";

let simulator: Simulator | undefined;

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

async function start(faults: string, options: { quotaScale?: number; latencyMs?: number } = {}): Promise<Simulator> {
  simulator = await startSimulator({
    accounts: 2,
    functions: 120,
    regions: ["eu-west-1", "us-east-1"],
    quotaScale: 100,
    faults,
    ...options,
  });
  return simulator;
}

function member(from: Simulator): string {
  return from.fleet.accounts.find((account) => !account.management)?.id ?? "";
}

describe("faults over the wire", () => {
  it.each([
    ["throttle=1", "TooManyRequestsException"],
    ["deny=lambda", "AccessDeniedException"],
    ["deny=GetAccountSettings", "AccessDeniedException"],
    ["expired=*", "ExpiredTokenException"],
    ["down=eu-west-1", "ServiceUnavailableException"],
    ["missing=lambda", "UnknownOperationException"],
    ["error=1:lambda", "InternalFailure"],
    ["reset=1", "TimeoutError"],
    ["cut=1", "Error"],
  ])("%s raises %s", async (faults, name) => {
    const lambda = new LambdaClient(clientConfig(await start(faults)));
    await expect(lambda.send(new GetAccountSettingsCommand())).rejects.toMatchObject({ name });
  });

  it("answers a web page where one is asked for", async () => {
    const lambda = new LambdaClient(clientConfig(await start("html=lambda:ListTags")));
    const command = new ListTagsCommand({ Resource: "arn:aws:lambda:eu-west-1:111111111111:function:f" });
    await expect(lambda.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await expect(lambda.send(new GetAccountSettingsCommand())).resolves.toBeDefined();
  });

  it("denies the role of an account that denies, and nothing to the others", async () => {
    const probe = await start("");
    const denied = member(probe);
    await probe.close();
    const running = await start(`deny=account:${denied}`);
    const sts = new STSClient(clientConfig(running));
    const RoleArn = `arn:aws:iam::${denied}:role/LamplightReadOnly`;
    await expect(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "t" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    const organizations = new OrganizationsClient(clientConfig(running));
    await expect(organizations.send(new ListAccountsCommand())).resolves.toBeDefined();
  });

  it("gives half pages whose tokens lead to the rest", async () => {
    const running = await start("half-page=1");
    const cell = running.fleet.cell(running.fleet.organization.managementAccountId, "eu-west-1");
    const lambda = new LambdaClient(clientConfig(running));
    const names: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await lambda.send(new ListFunctionsCommand({ Marker, MaxItems: 4 }));
      expect(page.Functions?.length).toBeLessThanOrEqual(2);
      names.push(...(page.Functions ?? []).map((fn) => fn.FunctionName));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(names).toEqual(
      Array.from({ length: cell?.functionCount ?? -1 }, (_, index) => cell?.functionAt(index).name),
    );
  });

  it("waits where it is told to be slow, and less when quotas are scaled", async () => {
    const timeOf = async (running: Simulator) => {
      const started = performance.now();
      await new LambdaClient(clientConfig(running)).send(new GetAccountSettingsCommand());
      return performance.now() - started;
    };
    expect(await timeOf(await start("slow=1:300"))).toBeGreaterThan(295);
    await simulator?.close();
    expect(await timeOf(await start("", { quotaScale: 1, latencyMs: 300 }))).toBeGreaterThan(295);
    await simulator?.close();
    // Ten milliseconds; without the scale this test would not see the answer.
    expect(await timeOf(await start("", { quotaScale: 30_000, latencyMs: 300_000 }))).toBeGreaterThan(5);
  });

  it("hangs: accepts the connection and never answers", async () => {
    const running = await start("hang=eu-west-1:lambda");
    const lambda = new LambdaClient(clientConfig(running));
    const patience = AbortSignal.timeout(300);
    await expect(lambda.send(new GetAccountSettingsCommand(), { abortSignal: patience })).rejects.toMatchObject({
      name: "AbortError",
    });
    const elsewhere = new LambdaClient({ ...clientConfig(running), region: "us-east-1" });
    await expect(elsewhere.send(new GetAccountSettingsCommand())).resolves.toBeDefined();
  });

  it("throttles by quota as by fault, and counts it", async () => {
    // One call, and the next after many seconds: however slowly the forty come, nearly all are too fast.
    const running = await start("", { quotaScale: 0.01 });
    const lambda = new LambdaClient(clientConfig(running));
    const calls = await Promise.allSettled(
      Array.from({ length: 40 }, () => lambda.send(new GetAccountSettingsCommand())),
    );
    const refused = calls.filter((call) => call.status === "rejected");
    expect(refused.length).toBeGreaterThanOrEqual(30);
    expect(refused[0]).toMatchObject({
      reason: {
        name: "TooManyRequestsException",
        Reason: "CallerRateLimitExceeded",
        $metadata: { httpStatusCode: 429 },
      },
    });
    expect(running.requests()[0]).toMatchObject({ calls: 40, throttled: refused.length, failed: 0 });
  });
});
