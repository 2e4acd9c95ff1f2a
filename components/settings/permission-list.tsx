import { CodeBlock } from "#components/ui/code-block.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ActionTest } from "#lib/domain/accounts/access-test.ts";
import { type Denial, denialLayerNames } from "#lib/domain/iam/denial.ts";
import { statementLines } from "#lib/domain/iam/permission-statement.ts";

interface PermissionListProps {
  readonly actions: readonly ActionTest[];
  readonly region: string | null;
}

/** The permissions that are missing, each with what it is for, who denies it and what grants it; then those left open. */
export function PermissionList({ actions, region }: PermissionListProps) {
  const denied = actions.filter(({ result }) => result === "denied");
  const open = actions.filter(({ result }) => result === "unknown");
  const granting = denied.flatMap(({ statement }) => (statement === null ? [] : [statement.Action]));
  return (
    <>
      {denied.length > 0 ? (
        <ul className="grid gap-3">
          {denied.map((action) => (
            <MissingPermission key={action.action} {...action} />
          ))}
        </ul>
      ) : null}
      {granting.length > 1 ? (
        <CodeBlock
          label={`One statement for all ${granting.length}`}
          code={statementLines({ Action: granting, Resource: "*" })}
        />
      ) : null}
      {open.length > 0 ? (
        <div className="text-xs text-muted">
          <p>Could not be tried{region === null ? "" : ` in ${region}`}; a sync says so if one of them is denied:</p>
          <ul className="mt-1 list-disc pl-4">
            {open.map(({ action, reason }) => (
              <li key={action} className="[overflow-wrap:anywhere]">
                <code>{action}</code>: {reason}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

function MissingPermission({ action, whys, remedy, denial, statement }: ActionTest) {
  return (
    <li className="grid gap-1.5 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <code className="text-sm font-medium [overflow-wrap:anywhere]">{action}</code>
        <StatusBadge status="denied" label={denial === null ? undefined : deniedBy(denial)} />
      </div>
      <p className="text-sm text-muted">
        Lamplight wants it so that {whys.join("; so that ")}. Without it, that is unknown.
      </p>
      {statement === null ? (
        <p className="text-sm [overflow-wrap:anywhere]">{remedy}</p>
      ) : (
        <CodeBlock
          label={
            denial?.layer === "permissionsBoundary"
              ? "Statement for the permissions boundary (the role's own policy must allow it too)"
              : "Policy statement that grants it"
          }
          code={statementLines(statement)}
        />
      )}
    </li>
  );
}

function deniedBy({ layer, explicit }: Denial): string {
  if (layer === null) return "Denied; AWS does not say by which policy";
  const name = denialLayerNames[layer];
  return explicit === true ? `Denied by ${name}` : `Not allowed by ${name}`;
}
