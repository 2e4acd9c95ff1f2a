import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { cn } from "#lib/client/class-names.ts";
import type { AccountView } from "#lib/domain/views/settings.ts";
import { AccountMenu } from "./account-menu.tsx";
import { AccountStandingCell } from "./account-standing.tsx";
import { AccountTestPanel } from "./account-test-panel.tsx";

/** Columns on wide screens; on narrow ones the cells stand one under the other. */
export const accountColumns =
  "md:grid md:grid-cols-[minmax(0,1.3fr)_minmax(0,1.6fr)_minmax(0,0.9fr)_minmax(0,1.5fr)_7.5rem] md:gap-x-4";

const origins: Record<AccountView["origin"], string> = {
  caller: "Lamplight's own credentials",
  organization: "Organisation",
  configured: "Connected by hand",
};

/** One account: who it is, how it is reached, what was read, how it stands; its last test opens below. */
export function AccountRow({ account }: { readonly account: AccountView }) {
  const panel = useId();
  const [open, setOpen] = useState(false);
  const hasTest = account.check?.verdict != null || account.check?.state === "failed";
  return (
    <li className={cn("px-3 py-2.5 text-sm", account.removedAt !== null && "text-muted")}>
      <div className={cn("grid gap-y-1.5", accountColumns)}>
        <div className="min-w-0">
          <p className="font-medium [overflow-wrap:anywhere]">{account.name}</p>
          <p className="font-mono text-xs text-faint">{account.accountId}</p>
          {account.organizationalUnit ? <p className="text-xs text-faint">{account.organizationalUnit}</p> : null}
        </div>
        <Way account={account} />
        <div className="text-muted">
          <p className="tabular">{functionsText(account)}</p>
          <p className="text-xs text-faint">
            {account.lastReadAt ? (
              <>
                read <RelativeTime at={account.lastReadAt} />
              </>
            ) : (
              "never read"
            )}
          </p>
          <p className="text-xs text-faint">
            {account.regions.length > 0 ? account.regions.join(", ") : "all enabled Regions"}
          </p>
        </div>
        <AccountStandingCell account={account} />
        <div className="flex items-start gap-1 md:justify-end">
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Test of ${account.name}`}
            aria-expanded={open}
            aria-controls={panel}
            disabled={!hasTest}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight aria-hidden className={cn("transition-transform", open && "rotate-90")} />
            Test
          </Button>
          <AccountMenu account={account} />
        </div>
      </div>
      <div id={panel} hidden={!open}>
        {open ? <AccountTestPanel account={account} /> : null}
      </div>
    </li>
  );
}

function Way({ account: { origin, roleArn, via } }: { readonly account: AccountView }) {
  return (
    <div className="min-w-0 text-muted">
      <p>{origins[origin]}</p>
      {via.map((hop) => (
        <p key={hop.roleArn} className="font-mono text-xs text-faint [overflow-wrap:anywhere]">
          via {hop.roleArn}
        </p>
      ))}
      {roleArn ? (
        <p title={roleArn} className="font-mono text-xs text-faint [overflow-wrap:anywhere]">
          {roleArn.split(":role/")[1] ?? roleArn}
        </p>
      ) : null}
    </div>
  );
}

/** An account that was never read may hold any number. */
function functionsText({ functionCount, lastReadAt }: AccountView): string {
  if (lastReadAt === null && functionCount === 0) return "functions unknown";
  return functionCount === 1 ? "1 function" : `${functionCount} functions`;
}
