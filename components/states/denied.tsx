import { Lock } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";

interface DeniedProps {
  /** What is closed: "The audit log". */
  readonly what: string;
  /** Who may see it: "administrators". */
  readonly who: string;
}

/** A page or part that this person may not see. */
export function Denied({ what, who }: DeniedProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 py-12 text-center">
      <Lock aria-hidden className="size-7 text-faint" />
      <p className="text-lg font-semibold">{what} is not open to your role</p>
      <p className="text-sm text-muted">Only {who} may see it. Ask an administrator for a role that includes it.</p>
      <LinkButton href="/overview">Go to the overview</LinkButton>
    </div>
  );
}
