import { readAnswerOf } from "./answer.ts";
import type { CallAws } from "./call-aws.ts";

/** Who AWS says the credentials are. */
export interface CallerIdentity {
  /** 12 digits. */
  readonly accountId: string;
  readonly arn: string;
}

/** GetCallerIdentity: needs no permission, so it tells credentials that work from those that do not. */
export async function getCallerIdentity(call: CallAws, region: string): Promise<CallerIdentity> {
  const read = readAnswerOf({ service: "sts", operation: "GetCallerIdentity", region });
  const answer = await call("sts", "GetCallerIdentity", (sts, options) => sts.getCallerIdentity({}, options));
  return { accountId: read.text(answer.Account, "Account"), arn: read.text(answer.Arn, "Arn") };
}
