import { ArrowDown, ArrowRight, KeyRound, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { EscalationGainView, EscalationPathView, EscalationStepView } from "#lib/domain/views/role-detail.ts";
import { StatementRef } from "./statement-ref.tsx";

/** Resources that a step names before the rest is counted. */
const mostResources = 2;

/** One way to gain rights, step by step: the role, what it would do on what, what it would gain. */
export function EscalationPath({ path, role }: { readonly path: EscalationPathView; readonly role: string }) {
  return (
    <article className="px-4 py-3" data-escalation={path.id}>
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
        {path.title}
        {path.potential ? (
          <Badge
            tone="medium"
            title="Whether it works depends on what is not known here: what a service runs, which user exists, whom a role trusts."
          >
            potential
          </Badge>
        ) : (
          <Badge tone="high">certain</Badge>
        )}
      </h3>
      <ol className="mt-2 flex flex-col items-start gap-1.5 md:flex-row md:flex-wrap md:items-stretch">
        <Node first>
          <span className="flex items-center gap-1.5">
            <UserRound aria-hidden className="size-3.5 shrink-0 text-faint" />
            <span className="text-xs text-muted">
              this role
              <span className="sr-only">, {role}</span>
            </span>
          </span>
        </Node>
        {path.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are told by their place; an action may come twice.
          <Node key={index}>
            <Step step={step} />
          </Node>
        ))}
        <Node gain>
          <Gains gains={path.gains} potential={path.potential} />
        </Node>
      </ol>
    </article>
  );
}

interface NodeProps {
  readonly first?: boolean;
  readonly gain?: boolean;
  readonly children: ReactNode;
}

/** A box of the drawing with the arrow that leads to it. */
function Node({ first = false, gain = false, children }: NodeProps) {
  return (
    <li className="flex max-w-full min-w-0 flex-col items-start gap-1.5 md:flex-row md:items-center">
      {first ? null : (
        <>
          <ArrowDown aria-hidden className="ml-3 size-4 shrink-0 text-faint md:hidden" />
          <ArrowRight aria-hidden className="hidden size-4 shrink-0 text-faint md:block" />
        </>
      )}
      <div
        className={`grid max-w-full min-w-0 content-center gap-0.5 self-stretch rounded-md border px-2.5 py-1.5 md:max-w-80 ${
          gain ? "border-high/50 bg-high-soft" : "border-line bg-sunken"
        }`}
      >
        {children}
      </div>
    </li>
  );
}

function Step({ step: { action, resources, statements } }: { readonly step: EscalationStepView }) {
  const more = resources.length - mostResources;
  return (
    <>
      <code className="text-xs font-semibold [overflow-wrap:anywhere]">{action}</code>
      {resources.length > 0 ? (
        <span className="text-xs text-muted [overflow-wrap:anywhere]" title={resources.join(", ")}>
          on {resources.slice(0, mostResources).map(nameOf).join(", ")}
          {more > 0 ? ` and ${more} more` : ""}
        </span>
      ) : null}
      {statements.length > 0 ? (
        <span className="text-xs leading-6">
          <span className="text-faint">by </span>
          {statements.map((link, index) => (
            <span key={link.anchor ?? link.label}>
              {index > 0 ? ", " : ""}
              <StatementRef link={link} />
            </span>
          ))}
        </span>
      ) : null}
    </>
  );
}

function Gains({ gains, potential }: { readonly gains: readonly EscalationGainView[]; readonly potential: boolean }) {
  return (
    <>
      <span className="flex items-center gap-1.5 text-xs text-high">
        <KeyRound aria-hidden className="size-3.5 shrink-0" />
        {potential ? "would perhaps gain" : "gains"}
      </span>
      {gains.length === 0 ? <span className="text-xs">rights that it lacks</span> : null}
      {gains.map(({ text, href }) => (
        <span key={text} className="text-xs leading-6 [overflow-wrap:anywhere]">
          {href ? <TextLink href={href}>{nameOf(text)}</TextLink> : nameOf(text)}
        </span>
      ))}
    </>
  );
}

/** A role's name; words as they are. */
function nameOf(text: string): string {
  return /^arn:[^:]*:iam::\d*:role\//.test(text) ? `role ${text.slice(text.lastIndexOf("/") + 1)}` : text;
}
