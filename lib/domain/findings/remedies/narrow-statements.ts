import type { Json } from "#lib/domain/fleet/observed.ts";
import { evidenceObjects } from "./evidence-value.ts";
import { type NarrowStatement, narrowRole, narrowService } from "./narrow-role.ts";
import type { RemedySubject, WriteRemedies } from "./remedy.ts";

/** How resources of services are named that findings are mostly about, with what has to be filled in in capitals. */
const resourceOf: Readonly<Record<string, (partition: string, accountId: string) => string>> = {
  iam: (partition, accountId) => `arn:${partition}:iam::${accountId}:user/USER`,
  kms: (partition, accountId) => `arn:${partition}:kms:REGION:${accountId}:key/KEY_ID`,
  s3: (partition) => `arn:${partition}:s3:::BUCKET/PREFIX/*`,
  secretsmanager: (partition, accountId) => `arn:${partition}:secretsmanager:REGION:${accountId}:secret:NAME-??????`,
  sqs: (partition, accountId) => `arn:${partition}:sqs:REGION:${accountId}:QUEUE`,
  ssm: (partition, accountId) => `arn:${partition}:ssm:REGION:${accountId}:parameter/PATH/*`,
  sts: (partition, accountId) => `arn:${partition}:iam::${accountId}:role/ROLE`,
};

function textsOf(value: Json | undefined): readonly string[] {
  return [value ?? []].flat().flatMap((text) => (typeof text === "string" ? [text] : []));
}

/** The actions that the guilty statements name, by service; a wildcard becomes one to fill in. */
function actionsByService({ evidence }: RemedySubject): ReadonlyMap<string, readonly string[]> {
  const actions = evidenceObjects(evidence, "policy statement").flatMap((statement) => textsOf(statement.Action));
  const named = actions
    .filter((action) => /^[A-Za-z0-9-]+:/.test(action))
    .map((action) => (/[*?]/.test(action) ? `${action.slice(0, action.indexOf(":"))}:ACTION_THAT_IS_USED` : action));
  return Map.groupBy(new Set(named), (action) => action.slice(0, action.indexOf(":")).toLowerCase());
}

/** The statements that prove the finding, on resources that are named. */
function narrowed(subject: RemedySubject): readonly NarrowStatement[] {
  const partition = subject.resourceArn.split(":")[1] ?? "aws";
  return [...actionsByService(subject)].map(([service, Action]) => {
    const named = resourceOf[service]?.(partition, subject.accountId);
    return { Action, Resource: named === undefined ? narrowService(service, partition).Resource : [named] };
  });
}

/** For findings about what a role may do on all resources: the same actions on those that its functions use. */
export const narrowStatementsRemedies: WriteRemedies = (subject) => narrowRole(subject, narrowed(subject));
