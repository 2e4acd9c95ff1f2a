import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

const tones = {
  info: { box: "border-info/40 bg-info-soft", text: "text-info", icon: Info },
  warning: { box: "border-medium/40 bg-medium-soft", text: "text-medium", icon: TriangleAlert },
  critical: { box: "border-critical/40 bg-critical-soft", text: "text-critical", icon: CircleAlert },
  good: { box: "border-good/40 bg-good-soft", text: "text-good", icon: CircleCheck },
};

interface CalloutProps {
  readonly tone?: keyof typeof tones;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

/** Something that must be read before the rest. */
export function Callout({ tone = "info", title, children, action, className }: CalloutProps) {
  const { box, text, icon: Icon } = tones[tone];
  return (
    <div
      role={tone === "critical" ? "alert" : "note"}
      className={cn("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2 text-sm", box, className)}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", text)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium text-ink">{title}</p> : null}
        {children ? <div className="text-muted">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
