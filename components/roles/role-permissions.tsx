import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { isLit } from "#lib/domain/roles/fold-statements.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { AccessQuestion } from "./access-question.tsx";
import { EscalationPaths } from "./escalation-paths.tsx";
import { PolicyDocument } from "./policy-document.tsx";
import { RoleEssentials } from "./role-essentials.tsx";
import { RoleReach } from "./role-reach.tsx";
import { RoleVerdict } from "./role-verdict.tsx";
import { StatementTarget } from "./statement-target.tsx";

/** A role with so few statements shows all of its documents. */
const fewStatements = 12;

interface RolePermissionsProps {
  readonly role: RoleDetail;
  /** What it holds by service and class of action; worked out when the page is asked for. */
  readonly summary: ReactNode;
}

/** What the role may do: how grave that is, eight verdicts, ways to more, one question at a time, and the documents. */
export function RolePermissions({ role, summary }: RolePermissionsProps) {
  const { policies, judgement } = role;
  const statements = policies.reduce((sum, policy) => sum + policy.statements.length, 0);
  return (
    <div className="grid grid-cols-1 gap-6">
      <StatementTarget />
      <div className="grid grid-cols-1 gap-3">
        <RoleVerdict role={role} />
        <RoleReach role={role} />
      </div>
      {judgement === null ? null : (
        <Section id="escalation" title="How it can gain rights">
          <EscalationPaths role={role} />
        </Section>
      )}
      <Section id="question" title="Can this role do it?">
        {role.unknown && role.observedAt ? (
          <p className="mb-2 text-sm text-muted">
            Answered by its documents as they were last read, <RelativeTime at={role.observedAt} />.
          </p>
        ) : null}
        <AccessQuestion roleArn={role.roleArn} />
      </Section>
      <Section id="services" title="What it holds, by service">
        {summary}
      </Section>
      <Section id="documents" title="Policy documents">
        <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
          {policies.map((policy) => (
            <PolicyDocument
              key={policy.anchor}
              policy={policy}
              open={statements <= fewStatements || policy.unknown !== null || policy.statements.some(isLit)}
            />
          ))}
        </div>
      </Section>
      <Section id="about" title="About it">
        <RoleEssentials role={role} />
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-20">
      <h2 id={`${id}-title`} className="mb-2 text-base font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
