import { z } from "zod";
import { jsonText } from "#lib/db/sql/bulk.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type ListedAccount, parseAccountList } from "#lib/domain/accounts/account-list.ts";
import { partitionOf } from "#lib/domain/fleet/arn.ts";
import { recordAuditSql } from "#lib/services/audit.ts";
import { authorize, type ServiceContext } from "#lib/services/context.ts";
import { parseInput } from "#lib/services/parse-input.ts";
import { installationExternalId } from "./external-id.ts";
import { externalId, roleName, viaInput } from "./schemas.ts";

export const connectAccountsInput = z.object({
  /** As `parseAccountList` reads it. */
  text: z
    .string()
    .min(1, "Give at least one account.")
    .max(2_000_000, "The list has more than two million characters."),
  /** For lines without a role. */
  roleName: roleName.nullable().default(null),
  /** For lines without one; null: the installation's own. */
  externalId: externalId.default(null),
  /** Roles to assume before that of each account. */
  via: viaInput.default([]),
  dryRun: z.boolean().default(false),
});
export type ConnectAccountsInput = z.input<typeof connectAccountsInput>;

/** What becomes of one line of a list. */
export interface ListOutcome {
  readonly line: number;
  /** Empty for a line that names none. */
  readonly accountId: string;
  readonly name: string;
  readonly roleArn: string | null;
  readonly outcome: "new" | "changed" | "unchanged" | "wrong";
  /** What is wrong with the line, or what to know of it. */
  readonly note: string | null;
}

interface KnownAccount {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly via: unknown;
  readonly out: boolean;
}

interface Way {
  readonly roleArn: string;
  readonly externalId: string;
  readonly via: readonly { readonly roleArn: string; readonly externalId: string | null }[];
}

/**
 * Connects the accounts of a list, each by its role; lines that are wrong are told and keep nobody else from being
 * connected. Doing it twice changes nothing. A dry run keeps nothing and tells the same.
 */
export async function connectAccounts(
  context: ServiceContext,
  usual: { readonly roleName: string; readonly homeRegion: string },
  raw: ConnectAccountsInput,
): Promise<readonly ListOutcome[]> {
  authorize(context.actor, "accounts:manage");
  const input = parseInput(connectAccountsInput, raw);
  const list = parseAccountList(input.text);
  const now = context.clock.now();
  const partition = partitionOf(usual.homeRegion);
  return context.inSqlTransaction(async (sql) => {
    const fallbackId = input.externalId ?? (await installationExternalId(sql, now));
    const known = await listKnown(
      sql,
      list.accounts.map(({ accountId }) => accountId),
    );
    const planned = list.accounts.map((account) => {
      const usualArn = `arn:${partition}:iam::${account.accountId}:role/${input.roleName ?? usual.roleName}`;
      const way = {
        roleArn: account.roleArn ?? usualArn,
        externalId: account.externalId ?? fallbackId,
        via: input.via.filter((hop) => hop.roleArn !== (account.roleArn ?? usualArn)),
      };
      return { account, way, outcome: outcomeOf(account, way, known.get(account.accountId)) };
    });
    const changing = planned.filter(({ outcome }) => outcome.outcome === "new" || outcome.outcome === "changed");
    if (!input.dryRun && changing.length > 0) {
      await saveListed(sql, changing, now);
      const details = { accounts: changing.length, via: input.via.length };
      await recordAuditSql(sql, { at: now, actor: context.actor, action: "account.import", subject: "list", details });
    }
    const wrong = list.problems.map(({ line, problem }): ListOutcome => {
      return { line, accountId: "", name: "", roleArn: null, outcome: "wrong", note: problem };
    });
    return [...planned.map(({ outcome }) => outcome), ...wrong].sort((one, other) => one.line - other.line);
  });
}

function outcomeOf(account: ListedAccount, way: Way, known: KnownAccount | undefined): ListOutcome {
  const { line, accountId, name } = account;
  const about = { line, accountId, name: name || (known?.name ?? ""), roleArn: way.roleArn };
  if (known === undefined) return { ...about, outcome: "new", note: null };
  if (known.origin === "caller") {
    return {
      ...about,
      roleArn: null,
      outcome: "unchanged",
      note: "Lamplight's own account: read with its own credentials.",
    };
  }
  if (known.out) return { ...about, outcome: "changed", note: "It was left out, and is read again." };
  const same =
    known.roleArn === way.roleArn &&
    known.externalId === way.externalId &&
    JSON.stringify(known.via) === JSON.stringify(way.via) &&
    (name === "" || name === known.name);
  return { ...about, outcome: same ? "unchanged" : "changed", note: null };
}

async function listKnown(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, KnownAccount>> {
  const { rows } = await sql.query<KnownAccount>(
    `SELECT id, name, origin, role_arn AS "roleArn", external_id AS "externalId",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('roleArn', hop->'roleArn', 'externalId', hop->'externalId')
          ORDER BY place), '[]') FROM jsonb_array_elements(role_chain) WITH ORDINALITY AS h(hop, place)) AS via,
       (removed_at IS NOT NULL OR left_out_since IS NOT NULL) AS out
     FROM accounts WHERE id = ANY($1) FOR UPDATE`,
    [ids],
  );
  // jsonb keeps keys in an order of its own.
  const inOrder = (via: unknown) =>
    Array.isArray(via) ? via.map((hop) => ({ roleArn: hop.roleArn, externalId: hop.externalId })) : [];
  return new Map(rows.map((row) => [row.id, { ...row, via: inOrder(row.via) }]));
}

/** New accounts, and known ones with another way in; one that had left the organisation is a person's choice from now on. */
async function saveListed(
  sql: Sql,
  changing: readonly { readonly account: ListedAccount; readonly way: Way }[],
  now: Date,
): Promise<void> {
  const rows = changing.map(({ account, way }) => ({ id: account.accountId, name: account.name, ...way }));
  await sql.query(
    `INSERT INTO accounts (id, name, name_chosen, origin, role_arn, external_id, role_chain, created_at)
     SELECT id, coalesce(nullif(name, ''), id), name <> '', 'configured', "roleArn", "externalId", via, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id text, name text, "roleArn" text, "externalId" text, via jsonb)
     ON CONFLICT (id) DO UPDATE SET
       name = CASE WHEN EXCLUDED.name_chosen THEN EXCLUDED.name ELSE accounts.name END,
       name_chosen = accounts.name_chosen OR EXCLUDED.name_chosen,
       origin = CASE WHEN accounts.left_out_since IS NULL AND accounts.removed_at IS NULL THEN accounts.origin ELSE 'configured' END,
       role_arn = EXCLUDED.role_arn, external_id = EXCLUDED.external_id, role_chain = EXCLUDED.role_chain,
       enabled = true, removed_at = NULL, left_out_since = NULL, left_out_reason = NULL,
       access_state = 'notYetRead', access_reason = NULL, access_since = NULL`,
    [jsonText(rows), now],
  );
}
