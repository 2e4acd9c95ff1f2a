import { z } from "zod";
import { readSetting, saveSetting } from "#lib/db/sql/access-settings.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { wholeOrganization } from "#lib/domain/accounts/organization.ts";
import { accountId, externalId, roleName, viaInput } from "./schemas.ts";

const unitId = z
  .string()
  .regex(/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/, "A unit looks like ou-abcd-12345678.");

/** How the organisation's accounts are chosen and reached. */
export const organizationImportInput = z.object({
  /** Null: the name of LAMPLIGHT_ROLE_NAME. */
  roleName: roleName.nullable().default(null),
  /** Null: the installation's own. */
  externalId: externalId.default(null),
  via: viaInput.default([]),
  filter: z
    .object({
      units: z.array(unitId).max(200).default([]),
      excludedUnits: z.array(unitId).max(200).default([]),
      accounts: z.array(accountId).max(1_000).default([]),
      excludedAccounts: z.array(accountId).max(1_000).default([]),
    })
    .default({ ...wholeOrganization, units: [], excludedUnits: [], accounts: [], excludedAccounts: [] }),
});
export type OrganizationImport = z.output<typeof organizationImportInput>;
export type OrganizationImportInput = z.input<typeof organizationImportInput>;

const settingKey = "accounts.organization";

/** How the organisation was last imported; each daily sync goes by it. All accounts, unless somebody chose. */
export async function readOrganizationImport(sql: Sql): Promise<OrganizationImport> {
  const stored = organizationImportInput.safeParse((await readSetting(sql, settingKey)) ?? {});
  return stored.success ? stored.data : organizationImportInput.parse({});
}

export async function saveOrganizationImport(sql: Sql, chosen: OrganizationImport, now: Date): Promise<void> {
  await saveSetting(sql, settingKey, chosen, now);
}
