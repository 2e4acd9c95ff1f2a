import { holdsIndex } from "#lib/domain/iam/action-patterns.ts";
import { hasAction } from "#lib/domain/iam/action-set.ts";
import { cuttingLevels } from "#lib/domain/iam/grant-remainder.ts";
import type { Proof } from "#lib/domain/iam/proof.ts";
import type { RoleHome, RoleRights } from "#lib/domain/iam/role-rights.ts";
import type { StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { actionIndex, labelsOf } from "./action-indices.ts";
import { type JudgedRole, negativeVerdict, proofOf, type SourcedGrant, type UnweighedVerdict } from "./reach-proofs.ts";
import { sweeps } from "./sweeping-grants.ts";

/** A kind of thing that holds data, and how the ARNs of all of its kind begin; `*` stands for whatever text. */
interface DataKind {
  readonly noun: "object" | "parameter" | "secret";
  readonly prefix: (home: RoleHome) => string;
}

const objects: DataKind = { noun: "object", prefix: ({ partition }) => `arn:${partition}:s3:::*/` };
const parameters: DataKind = {
  noun: "parameter",
  prefix: ({ partition, accountId }) => `arn:${partition}:ssm:*:${accountId}:parameter/`,
};
const secrets: DataKind = {
  noun: "secret",
  prefix: ({ partition, accountId }) => `arn:${partition}:secretsmanager:*:${accountId}:secret:`,
};

const readNames: readonly (readonly [string, DataKind])[] = [
  ["s3:GetObject", objects],
  ["secretsmanager:GetSecretValue", secrets],
  ["ssm:GetParameter", parameters],
  ["ssm:GetParameters", parameters],
  ["ssm:GetParametersByPath", parameters],
];

interface DataRead {
  readonly index: number;
  readonly kind: DataKind;
}

let loaded: readonly DataRead[] | null = null;

function dataReads(): readonly DataRead[] {
  loaded ??= readNames.flatMap(([name, kind]) => {
    const index = actionIndex(name);
    return index === null ? [] : [{ index, kind }];
  });
  return loaded;
}

/** Whether a statement is about the read, on all of its kind (or all but some that it names). */
function isOnAll(grant: StatementGrant, { index, kind }: DataRead, home: RoleHome): boolean {
  return holdsIndex(grant.actions, index) && sweeps(grant.scope, kind.prefix(home));
}

/** Whether boundary and limits let the read through on all of its kind, `perhaps` under conditions; and no Deny takes it. */
function isLeft(read: DataRead, rights: RoleRights, perhaps: boolean): boolean {
  if (hasAction(rights.denied, read.index)) return false;
  if (rights.denies.some((deny) => isOnAll(deny, read, rights.home))) return false;
  const lets = (grant: StatementGrant) => isOnAll(grant, read, rights.home);
  return cuttingLevels(rights).every((level) =>
    level.some((policy) => policy.allows.some(lets) || (perhaps && policy.conditionalAllows.some(lets))),
  );
}

export interface DataExfiltration {
  readonly nouns: ReadonlySet<DataKind["noun"]>;
  readonly verdict: UnweighedVerdict;
}

function labelled(reads: readonly DataRead[], most: number): readonly string[] {
  return labelsOf(reads.slice(0, most).map(({ index }) => index));
}

/** Whether a role reads all objects, all parameters or all secrets. */
export function dataExfiltration(role: JudgedRole): DataExfiltration {
  const { rights, certain, conditional, actionsShown } = role;
  const { home } = rights;
  const holds = (grants: readonly SourcedGrant[], read: DataRead) =>
    grants.some(({ grant }) => isOnAll(grant, read, home));
  const readsOf = (grant: StatementGrant, reads: readonly DataRead[]) =>
    reads.filter((read) => isOnAll(grant, read, home));
  const found = dataReads().filter(
    (read) => hasAction(rights.effective, read.index) && holds(certain, read) && isLeft(read, rights, false),
  );
  const more = dataReads().filter(
    (read) => !found.includes(read) && holds(conditional, read) && isLeft(read, rights, true),
  );
  const proofs = (grants: readonly SourcedGrant[], reads: readonly DataRead[]) =>
    grants.flatMap(({ source, grant }): Proof[] => {
      const given = readsOf(grant, reads);
      return given.length === 0 ? [] : [proofOf(source, grant, labelled(given, actionsShown))];
    });
  const nouns = new Set(found.map(({ kind }) => kind.noun));
  const onlyIf = proofs(conditional, more);
  if (found.length === 0) return { nouns, verdict: negativeVerdict(onlyIf) };
  const actions = labelled(found, actionsShown);
  return { nouns, verdict: { value: true, actions, total: found.length, proofs: proofs(certain, found), onlyIf } };
}
