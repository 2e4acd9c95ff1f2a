import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { classifyFailure } from "./classify-failure.ts";
import { AwsFailureError } from "./failure.ts";
import type { HttpHandler } from "./http-handler.ts";

/** How Lamplight gets into an account. */
export interface AccountAccess {
  /** 12 digits; null where it is not known yet (the caller's own). */
  readonly accountId: string | null;
  /** The role to assume; null to use the caller's own credentials. */
  readonly roleArn: string | null;
  readonly externalId: string | null;
}

type AwsCredentialIdentity = Awaited<ReturnType<ReturnType<typeof fromNodeProviderChain>>>;

/** Gives credentials that are valid for some minutes at least. */
export type CredentialSource = () => Promise<AwsCredentialIdentity>;

export interface CredentialOptions {
  /** The Region whose STS endpoint is asked. */
  readonly homeRegion: string;
  readonly httpHandler: HttpHandler;
  readonly now: () => Date;
  /** How CloudTrail names Lamplight's sessions. */
  readonly sessionName: string;
}

/** Renewed this long before they end: longer than any call with its retries takes. */
const renewBeforeMs = 5 * 60_000;
const sessionSeconds = 3_600;

/** The caller's own credentials by the SDK's standard chain: environment, profile, SSO, container, instance. */
export function ownCredentials(options: CredentialOptions): CredentialSource {
  const chain = fromNodeProviderChain({ clientConfig: { region: options.homeRegion } });
  return keepUntilExpiry(async () => await chain(), options, "GetCallerIdentity");
}

/** A session in an account's role, one for all Regions and services of the account. */
export function assumedRole(
  access: { readonly roleArn: string; readonly externalId: string | null },
  own: CredentialSource,
  options: CredentialOptions,
): CredentialSource {
  const provider = fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: access.roleArn,
      RoleSessionName: options.sessionName,
      DurationSeconds: sessionSeconds,
      ...(access.externalId === null ? {} : { ExternalId: access.externalId }),
    },
    clientConfig: { region: options.homeRegion, requestHandler: options.httpHandler, maxAttempts: 4 },
  });
  return keepUntilExpiry(async () => await provider(), options, "AssumeRole");
}

/** Keeps credentials until shortly before they end; callers that come at once share one request. A failure is not kept. */
function keepUntilExpiry(fetch: CredentialSource, options: CredentialOptions, operation: string): CredentialSource {
  let current: AwsCredentialIdentity | null = null;
  let pending: Promise<AwsCredentialIdentity> | null = null;
  const renew = async (): Promise<AwsCredentialIdentity> => {
    try {
      current = await fetch();
      return current;
    } catch (error) {
      const call = { service: "sts", operation, region: options.homeRegion } as const;
      throw new AwsFailureError(classifyFailure(error, call), { cause: error });
    } finally {
      pending = null;
    }
  };
  return () => {
    if (current !== null && isFresh(current, options.now())) return Promise.resolve(current);
    pending ??= renew();
    return pending;
  };
}

function isFresh(credentials: AwsCredentialIdentity, now: Date): boolean {
  return credentials.expiration === undefined || credentials.expiration.getTime() - now.getTime() > renewBeforeMs;
}
