/** Where a role stands: what a template may name in its documents. */
export interface RoleHome {
  readonly accountId: string;
  readonly roleName: string;
  readonly roleArn: string;
  /** Another account of the organisation; the role's own where there is no other. */
  readonly neighbourId: string;
  /** Functions of the account that the first administrators of the fleet run, with their roles' ARNs. */
  readonly administrators: () => readonly { readonly functionArn: string; readonly roleArn: string }[];
}

/** An unused administrator of every account, which Lambda may assume. */
export const retiredAdmin = "retired-lambda-admin";
/** An unused administrator of every account, which any principal of the account may assume that is allowed to. */
export const breakGlass = "break-glass";
/** A role of every account that EC2 may assume and nobody else. */
export const worker = "ec2-worker";

export function roleArnIn(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}
