import type { ReactNode } from "react";
import { Mark } from "#components/layout/brand.tsx";

interface FirstUseProps {
  readonly title: string;
  /** What will stand here and what it needs. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Before there is any data: what will stand here, and the step that brings it. */
export function FirstUse({ title, children, action }: FirstUseProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 py-12 text-center">
      <Mark className="size-9" />
      <p className="text-lg font-semibold">{title}</p>
      <div className="text-sm text-muted">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
