import type { ReactNode } from "react";
import { Brand } from "#components/layout/brand.tsx";

interface SignInFrameProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** The page around signing in: the name, one question, nothing else. */
export function SignInFrame({ title, lead, children }: SignInFrameProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <Brand />
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="text-sm text-muted">{lead}</p>
      </div>
      {children}
    </main>
  );
}
