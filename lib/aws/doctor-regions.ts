import type { RegionTest } from "#lib/domain/accounts/access-test.ts";
import type { CallAws } from "./call-aws.ts";
import { AwsFailureError } from "./failure.ts";

/** Tries one Region with GetAccountSettings, which every account can answer at once and for nothing. */
export async function testRegion(call: CallAws, region: string): Promise<RegionTest> {
  try {
    await call("lambda", "GetAccountSettings", (lambda, options) => lambda.getAccountSettings({}, options));
    return { region, result: "readable", reason: null, remedy: null };
  } catch (error) {
    if (!(error instanceof AwsFailureError)) throw error;
    const { kind, denial, reason, remedy } = error.failure;
    if (kind === "regionDisabled") {
      return {
        region,
        result: "notEnabled",
        reason: `${region} is not enabled for the account.`,
        remedy: "Nothing to do, unless functions run there: then enable it under Account, AWS Regions.",
      };
    }
    // The call answered: that its action alone is missing is told with the other actions.
    if (kind === "denied" && denial?.layer === "identityPolicy") {
      return { region, result: "readable", reason: null, remedy: null };
    }
    return { region, result: kind === "denied" ? "denied" : "failed", reason, remedy };
  }
}
