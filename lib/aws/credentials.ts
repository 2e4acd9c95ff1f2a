import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { roleSessions } from "./assume-role.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { CredentialOptions, CredentialSource, SessionCredentials } from "./credential-source.ts";
import { AwsFailureError } from "./failure.ts";
import { type AccountAccess, hopsKey, hopsOf, type RoleHop } from "./role-hop.ts";

export type { CredentialSource } from "./credential-source.ts";
export type { AccountAccess, RoleHop } from "./role-hop.ts";

/** Renewed this long before they end: longer than any call with its retries takes. */
const renewBeforeMs = 5 * 60_000;

/**
 * Credentials for every way into an account. Sessions are kept by the roles that lead to them: one for all Regions and
 * services of an account, and one of a hub for all accounts behind it, so that each role is assumed once an hour.
 */
export function createCredentialStore(options: CredentialOptions): (access: AccountAccess) => CredentialSource {
  const own = ownCredentials(options);
  const sessions = new Map<string, CredentialSource>();
  const sessionOf = (hops: readonly RoleHop[]): CredentialSource => {
    const hop = hops.at(-1);
    if (hop === undefined) return own;
    const key = hopsKey(hops);
    const session =
      sessions.get(key) ?? keepUntilExpiry(roleSessions(hop, sessionOf(hops.slice(0, -1)), options), options);
    sessions.set(key, session);
    return session;
  };
  return (access) => sessionOf(hopsOf(access));
}

/** The caller's own credentials by the SDK's standard chain: environment, profile, SSO, container, instance. */
export function ownCredentials(options: CredentialOptions): CredentialSource {
  const chain = fromNodeProviderChain({ clientConfig: { region: options.homeRegion } });
  const call = { service: "sts", operation: "GetCallerIdentity", region: options.homeRegion } as const;
  return keepUntilExpiry(async () => {
    try {
      return await chain();
    } catch (error) {
      throw new AwsFailureError(classifyFailure(error, call), { cause: error });
    }
  }, options);
}

/** Keeps credentials until shortly before they end; callers that come at once share one request. A failure is not kept. */
function keepUntilExpiry(fetch: CredentialSource, { now }: CredentialOptions): CredentialSource {
  let current: SessionCredentials | null = null;
  let pending: Promise<SessionCredentials> | null = null;
  const renew = async (): Promise<SessionCredentials> => {
    try {
      current = await fetch();
      return current;
    } finally {
      pending = null;
    }
  };
  return () => {
    if (current !== null && isFresh(current, now())) return Promise.resolve(current);
    pending ??= renew();
    return pending;
  };
}

function isFresh(credentials: SessionCredentials, now: Date): boolean {
  return credentials.expiration === undefined || credentials.expiration.getTime() - now.getTime() > renewBeforeMs;
}
