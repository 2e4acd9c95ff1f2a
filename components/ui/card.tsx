import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/client/class-names.ts";

/** A bordered region of a page. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section {...props} className={cn("min-w-0 rounded-lg border border-line bg-surface", className)} />;
}

interface CardHeaderProps {
  readonly title: ReactNode;
  /** One line that reads the content: the answer, not the question again. */
  readonly reading?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Title, one-line reading and actions of a card. */
export function CardHeader({ title, reading, actions, className }: CardHeaderProps) {
  return (
    <header className={cn("flex items-start justify-between gap-3 px-4 pt-3", className)}>
      <div className="min-w-0">
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        {reading ? <p className="mt-0.5 text-sm text-muted">{reading}</p> : null}
      </div>
      {actions ? (
        <div className="flex shrink-0 items-center gap-1" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}

/** The padded inside of a card. */
export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("px-4 py-3", className)} />;
}
