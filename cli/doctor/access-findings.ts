import { attention, bad, type Finding, good } from "#cli/doctor/check.ts";
import { type AccessTest, type ActionTest, readingOf, verdictOf } from "#lib/domain/accounts/access-test.ts";
import { statementText } from "#lib/domain/iam/permission-statement.ts";

/** What a test of an account's access found, one thing a line, what is wrong first. */
export function accessFindings(test: AccessTest): readonly Finding[] {
  const { identity, hops, regions, region, actions } = test;
  if (identity.reason !== null) return bad(identity.reason, identity.remedy ?? "Check the AWS settings.");
  const denied = actions.filter(({ result }) => result === "denied");
  const unknown = actions.filter(({ result }) => result === "unknown");
  return [
    ...hops.flatMap(({ roleArn, result, reason, remedy }) => {
      if (result === "assumed") return good(`assumed ${roleArn}`);
      return result === "notTried" ? [] : bad(reason ?? `${roleArn} cannot be assumed.`, remedy ?? "Check the role.");
    }),
    ...regions.flatMap(({ region: name, result, reason, remedy }) => {
      if (result === "readable") return [];
      const tell = result === "notEnabled" ? attention : bad;
      return tell(reason ?? `${name} cannot be read.`, remedy ?? "Check the Region.");
    }),
    ...denied.flatMap(deniedFinding),
    ...unknown.flatMap(({ action, reason }) =>
      attention(`${action} could not be tried: ${reason}`, "Nothing to do, unless a sync says that it is denied."),
    ),
    ...(verdictOf(test) === "complete" ? good(`${readingOf(test)} Tried in ${region}, for nothing.`) : []),
  ];
}

function deniedFinding({ action, reason, remedy, whys, statement }: ActionTest): readonly Finding[] {
  const lost = whys.length === 0 ? "" : ` Without it, not so: ${whys.join("; ")}.`;
  const grant = statement === null || remedy?.includes('"Effect"') ? "" : ` Statement: ${statementText(action)}`;
  return attention(
    `${reason ?? `${action} is denied.`}${lost}`,
    `${remedy ?? "Allow it in the role's policy."}${grant}`,
  );
}
