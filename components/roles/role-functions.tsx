import { UnknownDot } from "#components/ui/fact-value.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatCount } from "#lib/client/format.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { RoleFunctionView } from "#lib/domain/views/roles.ts";

/** Functions that run as the role, the busiest first. */
export function RoleFunctions({
  functions,
  total,
}: {
  readonly functions: readonly RoleFunctionView[];
  readonly total: number;
}) {
  if (functions.length === 0) return <p className="text-sm text-muted">No function runs as this role.</p>;
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[36rem] text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-faint">
            <th className="py-1.5 pr-3 font-medium">Function</th>
            <th className="px-3 font-medium">Region</th>
            <th className="px-3 font-medium">Runtime</th>
            <th className="px-3 font-medium">Team</th>
            <th className="pl-3 text-right font-medium">Invocations, 30 days</th>
          </tr>
        </thead>
        <tbody>
          {functions.map((fn) => (
            <tr key={fn.arn} className="border-b border-line last:border-0">
              <td className="py-1.5 pr-3 [overflow-wrap:anywhere]">
                <TextLink href={functionHref(fn.arn)}>{fn.name}</TextLink>
              </td>
              <td className="px-3">{fn.region}</td>
              <td className="px-3">{fn.runtime ?? "container image"}</td>
              <td className="px-3">{fn.teamName ?? <span className="text-faint">–</span>}</td>
              <td className="tabular pl-3 text-right">
                {fn.invocations === null ? (
                  <UnknownDot reason="No metric of this function has been read for the last 30 days." />
                ) : (
                  formatCount(fn.invocations)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > functions.length ? (
        <p className="mt-2 text-sm text-muted">
          The busiest {functions.length} of {total}.
        </p>
      ) : null}
    </div>
  );
}
