import { GetRoleCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import {
  GetAccountSettingsCommand,
  GetLayerVersionPolicyCommand,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientConfig } from "./client-config.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { writeSession } from "./services/session-key.ts";

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ accounts: 2, functions: 60, seed: 5, quotaScale: 100, externalId: "lamplight-1" });
});

afterAll(() => simulator.close());

function memberAccount(): string {
  const member = simulator.fleet.accounts.find((account) => !account.management);
  return member?.id ?? "";
}

describe("identity", () => {
  it("takes any key for the management account", async () => {
    const identity = await new STSClient(clientConfig(simulator)).send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe(simulator.fleet.organization.managementAccountId);
  });

  it("gives sessions of other accounts, whose calls are about those", async () => {
    const sts = new STSClient(clientConfig(simulator));
    const RoleArn = `arn:aws:iam::${memberAccount()}:role/LamplightReadOnly`;
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: "test", ExternalId: "lamplight-1" }),
    );
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    const identity = await new STSClient({ ...clientConfig(simulator), credentials: session }).send(
      new GetCallerIdentityCommand(),
    );
    expect(identity.Account).toBe(memberAccount());
    expect(identity.Arn).toContain(":assumed-role/LamplightReadOnly/");
  });

  it.each([
    ["another external id", "LamplightReadOnly", "wrong"],
    ["no external id", "LamplightReadOnly", undefined],
    ["a role that is not there", "NoSuchRole", "lamplight-1"],
  ])("denies a session for %s", async (_case, role, ExternalId) => {
    const RoleArn = `arn:aws:iam::${memberAccount()}:role/${role}`;
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test", ExternalId });
    await expect(new STSClient(clientConfig(simulator)).send(command)).rejects.toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("ends a session when its time is over", async () => {
    const { accessKeyId, sessionToken } = writeSession({
      accountId: memberAccount(),
      roleName: "LamplightReadOnly",
      expiresAtMs: Date.now() - 1,
    });
    const credentials = { accessKeyId, sessionToken, secretAccessKey: "x" };
    const lambda = new LambdaClient({ ...clientConfig(simulator), credentials });
    await expect(lambda.send(new ListFunctionsCommand())).rejects.toMatchObject({ name: "ExpiredTokenException" });
  });
});

describe("what is not there", () => {
  it("refuses a Region that is not enabled", async () => {
    const lambda = new LambdaClient(clientConfig(simulator, { region: "me-central-1" }));
    await expect(lambda.send(new GetAccountSettingsCommand())).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });

  it("answers an operation that is not simulated as an unknown one", async () => {
    const config = clientConfig(simulator);
    const command = new GetLayerVersionPolicyCommand({ LayerName: "layer", VersionNumber: 1 });
    await expect(new LambdaClient(config).send(command)).rejects.toMatchObject({ name: "UnknownOperationException" });
    await expect(new IAMClient(config).send(new ListUsersCommand())).rejects.toMatchObject({ name: "InvalidAction" });
  });

  it("refuses services that are not simulated, and calls without a signature", async () => {
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/ce/aws4_request, SignedHeaders=host, Signature=0";
    const foreign = await fetch(simulator.url, { method: "POST", headers: { authorization } });
    expect([foreign.status, foreign.headers.get("x-amzn-errortype")]).toEqual([404, "UnknownOperationException"]);
    const unsigned = await fetch(simulator.url);
    expect(unsigned.status).toBe(403);
  });

  it("answers a body that cannot be parsed", async () => {
    const response = await fetch(simulator.url, {
      method: "POST",
      body: "{broken",
      headers: {
        authorization:
          "AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=0",
        "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
      },
    });
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([400, "SerializationException"]);
  });

  it("raises IAM's typed error for a role that is not there", async () => {
    const command = new GetRoleCommand({ RoleName: "nobody <&>" });
    await expect(new IAMClient(clientConfig(simulator)).send(command)).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: "The role with name nobody <&> cannot be found.",
    });
  });
});

describe("startSimulator", () => {
  it("listens on loopback only", async () => {
    await expect(startSimulator({ host: "0.0.0.0" })).rejects.toThrow("loopback only");
  });

  it("refuses rates that are not above 0 and faults that cannot be read", async () => {
    await expect(startSimulator({ clockRate: 0 })).rejects.toThrow("clock rate");
    await expect(startSimulator({ quotaScale: Number.NaN })).rejects.toThrow("quota scale");
    await expect(startSimulator({ faults: "nonsense" })).rejects.toThrow('The fault "nonsense" cannot be read');
  });

  it("counts calls by account, Region, service and operation", async () => {
    const own = await startSimulator({ accounts: 1, functions: 60, regions: ["eu-west-1"] });
    const lambda = new LambdaClient(clientConfig(own));
    await lambda.send(new GetAccountSettingsCommand());
    await lambda.send(new GetAccountSettingsCommand());
    const accountId = own.fleet.organization.managementAccountId;
    expect(own.requests()).toEqual([
      {
        accountId,
        region: "eu-west-1",
        service: "lambda",
        operation: "GetAccountSettings",
        calls: 2,
        throttled: 0,
        failed: 0,
      },
    ]);
    await own.close();
    await expect(lambda.send(new GetAccountSettingsCommand())).rejects.toThrow();
  });

  it("runs its clock at the rate asked for, from the time asked for", async () => {
    const now = new Date("2026-01-01T00:00:00Z");
    const own = await startSimulator({ accounts: 1, functions: 60, now, clockRate: 3_600_000 });
    const start = own.now().getTime();
    await new STSClient(clientConfig(own)).send(new GetCallerIdentityCommand());
    expect(start).toBeGreaterThanOrEqual(now.getTime());
    expect(own.now().getTime() - start).toBeGreaterThan(3_600_000);
    await own.close();
  });
});
