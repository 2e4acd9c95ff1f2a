import { UnknownDot } from "#components/ui/fact-value.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatCount, formatExact, formatNoun } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type {
  RoleDetail,
  RoleFunctionView,
  RoleStandingView,
  StandingTeamView,
} from "#lib/domain/views/role-detail.ts";

interface RoleFunctionsProps {
  readonly role: RoleDetail;
  readonly standing: RoleStandingView;
}

/** Who stands on the role: functions by team, and what any one of them thereby holds. */
export function RoleFunctions({ role, standing }: RoleFunctionsProps) {
  const { functions, teams, regions, busiest } = standing;
  if (functions === 0) {
    return <p className="text-sm text-muted">No function runs as this role; whoever may assume it can still use it.</p>;
  }
  const named = teams.filter(({ name }) => name !== null).length;
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-sm [overflow-wrap:anywhere]">
        <strong className="font-semibold">{formatNoun(functions, "function")}</strong>{" "}
        {functions === 1 ? "runs" : "run"} as it, of {named === 0 ? "no team" : formatNoun(named, "team")}, in{" "}
        {formatNoun(regions.length, "Region")} of one account, {role.accountName}. {holding(role, functions)}
      </p>
      <Teams teams={teams} />
      <FunctionTable functions={busiest} total={functions} />
    </div>
  );
}

/** What a single function holds by running as the role. */
function holding({ unknown, severity, because }: RoleDetail, functions: number): string {
  const one = functions === 1 ? "Whoever can change its code" : "Whoever can change the code of any one of them";
  if (unknown || because === null) return `${one} holds what the role holds, and how much that is, is not known.`;
  return severity === null
    ? `${one} holds what its statements name for ordinary work, and no more.`
    : `${one} holds all that the role holds: ${because.charAt(0).toLowerCase()}${because.slice(1)}`;
}

const headClasses = "px-3 py-1.5 font-medium";

function Teams({ teams }: { readonly teams: readonly StandingTeamView[] }) {
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface md:max-w-xl">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line bg-sunken text-left text-xs text-faint">
            <th className={headClasses}>Team</th>
            <th className={`${headClasses} text-right`}>Functions</th>
            <th className={`${headClasses} text-right`}>Invocations, 30 days</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {teams.map(({ name, functions, invocations }) => (
            <tr key={name ?? ""}>
              <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                {name ?? <span className="text-muted">no team</span>}
              </td>
              <td className="tabular px-3 text-right">{formatExact(functions)}</td>
              <td className="tabular px-3 text-right">
                <Invocations invocations={invocations} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FunctionTable({
  functions,
  total,
}: {
  readonly functions: readonly RoleFunctionView[];
  readonly total: number;
}) {
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-[36rem] text-sm">
        <thead>
          <tr className="border-b border-line bg-sunken text-left text-xs text-faint">
            <th className={headClasses}>Function</th>
            <th className={headClasses}>Region</th>
            <th className={headClasses}>Runtime</th>
            <th className={headClasses}>Team</th>
            <th className={`${headClasses} text-right`}>Invocations, 30 days</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {functions.map((fn) => (
            <tr key={fn.arn}>
              <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                <TextLink href={functionHref(fn.arn)}>{fn.name}</TextLink>
              </td>
              <td className="px-3">{fn.region}</td>
              <td className="px-3">{fn.runtime ?? "container image"}</td>
              <td className="px-3">{fn.teamName ?? <span className="text-faint">–</span>}</td>
              <td className="tabular px-3 text-right">
                <Invocations invocations={fn.invocations} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > functions.length ? (
        <p className="border-t border-line px-3 py-2 text-sm text-muted">
          The busiest {functions.length} of {formatExact(total)}.
        </p>
      ) : null}
    </div>
  );
}

function Invocations({ invocations }: { readonly invocations: number | null }) {
  if (invocations === null) return <UnknownDot reason="No metric has been read for the last 30 days." />;
  return formatCount(invocations);
}
