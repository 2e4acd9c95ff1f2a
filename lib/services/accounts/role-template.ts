import { randomUUID } from "node:crypto";
import { roleTemplate } from "#lib/aws/permissions.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";

/** What an administrator deploys in each account that Lamplight is to read. */
export interface AccountTemplate {
  readonly roleName: string;
  /** Who may assume the role: the account that Lamplight itself runs with; null until a sync has found it. */
  readonly trustedAccountId: string | null;
  /** The same for all accounts of this installation. Not a secret, but nobody else's to choose. */
  readonly externalId: string;
  /** CloudFormation, as YAML. */
  readonly yaml: string;
}

const settingKey = "accounts.externalId";

/** The CloudFormation template of the read-only role, with this installation's external id, made at the first use. */
export async function getAccountTemplate(context: ServiceContext, roleName: string): Promise<AccountTemplate> {
  authorize(context.actor, "accounts:manage");
  const [externalId, caller] = await Promise.all([
    installationExternalId(context),
    context.db.prisma.account.findFirst({ where: { origin: "caller" } }),
  ]);
  const trustedAccountId = caller?.id ?? null;
  const trustedPrincipalArn = `arn:aws:iam::${trustedAccountId ?? "ACCOUNT-OF-LAMPLIGHT"}:root`;
  return { roleName, trustedAccountId, externalId, yaml: roleTemplate({ roleName, externalId, trustedPrincipalArn }) };
}

async function installationExternalId({ db }: ServiceContext): Promise<string> {
  // Two askers at once: one makes it, both read it.
  await db.prisma.setting.createMany({
    data: [{ key: settingKey, value: `lamplight-${randomUUID()}` }],
    skipDuplicates: true,
  });
  const setting = await db.prisma.setting.findUniqueOrThrow({ where: { key: settingKey } });
  return String(setting.value);
}
