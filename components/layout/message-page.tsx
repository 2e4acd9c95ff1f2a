import type { ReactNode } from "react";
import { Mark } from "./brand.tsx";

interface MessagePageProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A page of one message: not found, failed, signed out. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center gap-3 px-6 py-16">
      <Mark className="size-9" />
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="text-base text-muted [overflow-wrap:anywhere] [&_code]:text-sm">{children}</div>
      {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
