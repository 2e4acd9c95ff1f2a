import { delegationPolicy, ownIdentityPolicy, rolePolicy } from "#lib/aws/role-policy.ts";
import { hubTemplate, roleTemplate } from "#lib/aws/role-template.ts";
import { hubTerraform, roleTerraform } from "#lib/aws/role-terraform.ts";
import { partitionOf } from "#lib/domain/fleet/arn.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { installationExternalId } from "./external-id.ts";
import { readOrganizationImport } from "./organization-import.ts";

/** The forms in which the roles are given out. */
export const templateFormats = [
  "cloudformation",
  "terraform",
  "policy",
  "hub-cloudformation",
  "hub-terraform",
  "own-identity",
  "delegation",
] as const;
export type TemplateFormat = (typeof templateFormats)[number];

/** What an administrator deploys in each account that Lamplight is to read, and beside it. */
export interface AccountTemplate {
  readonly roleName: string;
  /** The hub's role through which accounts are reached; null where there is none. */
  readonly hubRoleArn: string | null;
  /** The account that Lamplight itself runs with; null until a sync has found it. */
  readonly trustedAccountId: string | null;
  /** The same for all accounts of this installation. Not a secret, but nobody else's to choose. */
  readonly externalId: string;
  readonly texts: Readonly<Record<TemplateFormat, string>>;
}

/** Every template of this installation, with its external id, made at the first use. */
export async function getAccountTemplate(
  context: ServiceContext,
  usual: { readonly roleName: string; readonly homeRegion: string },
): Promise<AccountTemplate> {
  authorize(context.actor, "accounts:manage");
  const [ownExternalId, chosen, caller] = await Promise.all([
    installationExternalId(context.db.pool, context.clock.now()),
    readOrganizationImport(context.db.pool),
    context.db.prisma.account.findFirst({ where: { origin: "caller" } }),
  ]);
  const partition = partitionOf(usual.homeRegion);
  const trustedAccountId = caller?.id ?? null;
  const ownRoot = `arn:${partition}:iam::${trustedAccountId ?? "ACCOUNT-OF-LAMPLIGHT"}:root`;
  const hubRoleArn = chosen.via.at(-1)?.roleArn ?? null;
  const roleName = chosen.roleName ?? usual.roleName;
  const externalId = chosen.externalId ?? ownExternalId;
  const role = { roleName, externalId, trustedPrincipalArn: hubRoleArn ?? ownRoot };
  const hub = {
    roleName: hubRoleArn?.split("/").at(-1) ?? "LamplightHub",
    externalId: chosen.via.at(-1)?.externalId ?? externalId,
    trustedPrincipalArn: chosen.via.at(-2)?.roleArn ?? ownRoot,
    accountRoleName: roleName,
  };
  const assumed = chosen.via[0]?.roleArn ?? `arn:${partition}:iam::*:role/${roleName}`;
  const json = (document: object) => `${JSON.stringify(document, null, 2)}\n`;
  return {
    roleName,
    hubRoleArn,
    trustedAccountId,
    externalId,
    texts: {
      cloudformation: roleTemplate(role),
      terraform: roleTerraform(role),
      policy: json(rolePolicy()),
      "hub-cloudformation": hubTemplate(hub),
      "hub-terraform": hubTerraform(hub),
      "own-identity": json(ownIdentityPolicy(assumed)),
      delegation: json(delegationPolicy(partition, trustedAccountId ?? "ACCOUNT-OF-LAMPLIGHT")),
    },
  };
}
