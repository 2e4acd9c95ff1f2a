/** A role on the way into an account, and the external id that its trust policy asks for. */
export interface RoleHop {
  readonly roleArn: string;
  readonly externalId: string | null;
}

/** How Lamplight gets into an account. */
export interface AccountAccess {
  /** 12 digits; null where it is not known yet (the caller's own). */
  readonly accountId: string | null;
  /** The role to assume; null to use the caller's own credentials. */
  readonly roleArn: string | null;
  readonly externalId: string | null;
  /** Roles to assume first, in order: each is assumed with the session of the one before. None unless told. */
  readonly via?: readonly RoleHop[];
}

/** Every role that is assumed on the way in, the account's own last; empty for the caller's own credentials. */
export function hopsOf({ roleArn, externalId, via = [] }: AccountAccess): readonly RoleHop[] {
  return roleArn === null ? [] : [...via, { roleArn, externalId }];
}

/** Names the sessions of a way in: the same text for the same hops, so that accounts share the session of a hub. */
export function hopsKey(hops: readonly RoleHop[]): string {
  return JSON.stringify(hops.map(({ roleArn, externalId }) => [roleArn, externalId]));
}
