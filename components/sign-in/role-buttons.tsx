"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { signIn } from "#lib/client/sign-in.ts";

const roles = [
  { role: "engineer", title: "Engineer", sees: "functions, charts, roles, cost; runs syncs" },
  { role: "security", title: "Security reviewer", sees: "findings and roles, triage, the audit log" },
  { role: "manager", title: "Manager", sees: "cost and the state of the fleet" },
  { role: "admin", title: "Administrator", sees: "everything, accounts and people" },
] as const;

/** One button per role, offered on the simulated AWS on loopback only. */
export function RoleButtons({ next }: { readonly next: string }) {
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function enter(role: string) {
    setPending(role);
    setProblem(null);
    const result = await signIn("simulated", { role });
    if (result.ok) {
      router.replace(next as never);
      router.refresh();
      return;
    }
    setPending(null);
    setProblem(result.message);
  }

  return (
    <div className="flex flex-col gap-2">
      {problem ? <Callout tone="critical">{problem}</Callout> : null}
      {roles.map(({ role, title, sees }) => (
        <Button
          key={role}
          size="lg"
          className="h-auto w-full flex-col items-start gap-0 py-2 text-left whitespace-normal"
          pending={pending === role}
          disabled={pending !== null}
          onClick={() => void enter(role)}
        >
          <span>Continue as {title}</span>
          <span className="text-xs font-normal text-muted">{sees}</span>
        </Button>
      ))}
    </div>
  );
}
