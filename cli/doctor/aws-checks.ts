import { accessFindings } from "#cli/doctor/access-findings.ts";
import { attention, bad, type Check, type Finding, good } from "#cli/doctor/check.ts";
import { chooseAws } from "#cli/launcher/aws-settings.ts";
import { type Aws, createAws } from "#lib/aws/aws.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { Config } from "#lib/config/config.ts";

const limitMs = 60_000;

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
  const homeRegion = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || config.regions[0] || "us-east-1";
  const aws = createAws({
    quotaShare: config.quotaShare,
    quotaScale: config.quotaScale,
    homeRegion,
    regions: config.regions,
    // Nothing is kept of what these calls answer.
    fingerprint: () => "",
  });
  try {
    return await askAws(aws, config.regions.length > 0 ? config.regions : [homeRegion]);
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    const endpoint = process.env.AWS_ENDPOINT_URL ? ` (AWS_ENDPOINT_URL is ${process.env.AWS_ENDPOINT_URL})` : "";
    return bad(`${error.failure.reason}${endpoint}`, error.failure.remedy);
  } finally {
    aws.close();
  }
}

async function askAws(aws: Aws, regions: readonly string[]): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(limitMs);
  const access = { accountId: null, roleArn: null, externalId: null };
  const { accountId, arn } = await aws.identify(access, signal);
  const test = await aws.testAccess({ access: { ...access, accountId }, regions, signal });
  return [...good(`account ${accountId} as ${arn}`), ...accessFindings(test)];
}
