import { STS } from "@aws-sdk/client-sts";
import { readAnswerOf } from "./answer.ts";
import { callScope } from "./call-scope.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { CredentialOptions, CredentialSource, SessionCredentials } from "./credential-source.ts";
import { AwsFailureError } from "./failure.ts";
import type { RoleHop } from "./role-hop.ts";

/** AWS allows a chained session no more than an hour, and every role at least that. */
export const sessionSeconds = 3_600;
const maxAttempts = 4;

/**
 * Asks STS for sessions in a role, with the credentials of `from`. The client finds its endpoint as every other does:
 * AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, the profile. Fails as `AwsFailureError` for sts:AssumeRole on that role.
 */
export function roleSessions(hop: RoleHop, from: CredentialSource, options: CredentialOptions): CredentialSource {
  const { homeRegion: region, httpHandler: requestHandler, sessionName } = options;
  const sts = new STS({ region, credentials: from, requestHandler, maxAttempts, retryMode: "standard" });
  const call = { service: "sts", operation: "AssumeRole", region, subject: hop.roleArn } as const;
  const input = {
    RoleArn: hop.roleArn,
    RoleSessionName: sessionName,
    DurationSeconds: sessionSeconds,
    ...(hop.externalId === null ? {} : { ExternalId: hop.externalId }),
  };
  return async () => {
    // Counted with the call that needed the session first.
    callScope.getStore()?.meter.add("sts", "AssumeRole", "calls");
    try {
      return sessionOf((await sts.assumeRole(input)).Credentials, options.now());
    } catch (error) {
      throw new AwsFailureError(classifyFailure(error, call), { cause: error });
    }
  };

  /** The end is counted on this machine's clock, whatever that says: AWS's own would be wrong here by the skew. */
  function sessionOf(credentials: unknown, receivedAt: Date): SessionCredentials {
    const read = readAnswerOf(call);
    const given = read.record(credentials, "Credentials");
    return {
      accessKeyId: read.text(given.AccessKeyId, "AccessKeyId"),
      secretAccessKey: read.text(given.SecretAccessKey, "SecretAccessKey"),
      sessionToken: read.text(given.SessionToken, "SessionToken"),
      expiration: new Date(receivedAt.getTime() + sessionSeconds * 1_000),
    };
  }
}
