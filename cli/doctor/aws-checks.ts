import { attention, bad, type Check, type Finding, good } from "#cli/doctor/check.ts";
import { chooseAws } from "#cli/launcher/aws-settings.ts";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Config } from "#lib/config/config.ts";

const limitMs = 30_000;

/** Whether AWS's settings lead anywhere, who they are, and which permissions they give in their own account. */
export function awsChecks(config: Config): readonly Check[] {
  return [{ name: "AWS", run: () => checkAws(config) }];
}

async function checkAws(config: Config): Promise<readonly Finding[]> {
  if (chooseAws(config.dataDir, process.env) === "simulated") {
    return attention(
      "no AWS settings: the simulated AWS is used",
      "To read your own, configure AWS credentials and run: npx lamplight start --aws real",
    );
  }
  const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || "us-east-1";
  const aws = createAws({
    quotaShare: config.quotaShare,
    homeRegion,
    regions: config.regions,
    // Nothing is kept of what these calls answer.
    fingerprint: () => "",
  });
  try {
    return await askAws(aws, config.regions[0] ?? homeRegion);
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    const endpoint = process.env.AWS_ENDPOINT_URL ? ` (AWS_ENDPOINT_URL is ${process.env.AWS_ENDPOINT_URL})` : "";
    return bad(`${error.failure.reason}${endpoint}`, error.failure.remedy);
  } finally {
    aws.close();
  }
}

async function askAws(aws: Aws, region: string): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(limitMs);
  const access = ownAccess;
  const { accountId, arn } = await aws.identify(access, signal);
  const tests = await aws.testPermissions({ access, region, signal });
  const denied = tests.filter(({ result }) => result === "denied");
  const unknown = tests.filter(({ result }) => result === "unknown");
  return [
    ...good(`account ${accountId} as ${arn}`),
    ...denied.flatMap(({ action, reason, remedy }) =>
      attention(`${action} is denied: ${reason}`, remedy ?? "Allow it in the role's policy."),
    ),
    ...unknown.flatMap(({ action, reason }) =>
      attention(`${action} could not be tried: ${reason}`, "Try again later."),
    ),
    ...(denied.length + unknown.length === 0 ? good(`all ${tests.length} permissions are there in ${region}`) : []),
  ];
}

/** The credentials that the machine itself gives. */
const ownAccess: Parameters<Aws["identify"]>[0] = { accountId: null, roleArn: null, externalId: null };
