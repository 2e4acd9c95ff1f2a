import { Badge } from "#components/ui/badge.tsx";
import { UnknownDot } from "#components/ui/fact-value.tsx";
import type { RoleRow, TrustedAccountView } from "#lib/domain/views/roles.ts";

/** Who can assume a role, in a line: what nobody expects first, outside accounts marked. */
export function AssumersCell({ role }: { readonly role: RoleRow }) {
  const { trust, trusts, unknown } = role;
  if (trust === null) {
    const reason = unknown?.reason ?? "The trust policy could not be read.";
    return (
      <span className="inline-flex max-w-full items-center gap-1.5 text-muted">
        <UnknownDot reason={`Not judged: ${reason}`} />
        <span className="one-line">{trusts.map(shortPrincipal).join(", ")}</span>
      </span>
    );
  }
  const marks = marksOf(role);
  const named = plainOf(role);
  // Whom no list has, such as everyone under a condition, is told as the trust policy names it: it is not nobody.
  const plain = marks.length + named.length === 0 ? trusts.map(underConditions) : named;
  if (marks.length + plain.length === 0) return <span className="text-faint">nobody</span>;
  return (
    <span
      className="inline-flex max-w-full items-center gap-1"
      title={[...marks.map(({ text }) => text), ...plain].join(", ")}
    >
      {marks.map(({ key, text, tone }) => (
        <Badge key={key} tone={tone}>
          {text}
        </Badge>
      ))}
      <span className="one-line">{plain.join(", ")}</span>
    </span>
  );
}

/** How an account is called: its name, or its id where Lamplight does not know it. */
export function accountLabel({ accountId, name }: TrustedAccountView): string {
  return name ?? accountId;
}

interface Mark {
  /** Accounts may share a name. */
  readonly key: string;
  readonly text: string;
  readonly tone: "critical" | "high";
}

function marksOf({ trust }: RoleRow): readonly Mark[] {
  const kinds = new Set(trust?.issues.map(({ kind }) => kind));
  const outside = trust?.accounts.filter(({ known }) => !known) ?? [];
  return [
    ...(kinds.has("anyPrincipal") ? [{ key: "anyone", text: "Anyone", tone: "critical" } as const] : []),
    ...outside.map(
      (account) => ({ key: account.accountId, text: `Outside: ${accountLabel(account)}`, tone: "high" }) as const,
    ),
    ...(kinds.has("webIdentityWithoutSubject")
      ? [{ key: "web", text: "Any web identity", tone: "high" } as const]
      : []),
  ];
}

function plainOf({ trust, trusts, accountId }: RoleRow): readonly string[] {
  if (trust === null) return [];
  return [
    ...trust.services.map(shortPrincipal),
    ...(trusts.some((principal) => isOwn(principal, accountId)) ? ["its own account"] : []),
    ...trust.accounts.filter(({ known }) => known).map(accountLabel),
    ...trust.providers.map(shortPrincipal),
  ];
}

/** Whether a principal is the role's own account, or a role or user of it; providers are told apart. */
function isOwn(principal: string, accountId: string): boolean {
  const [, , , , account, resource = ""] = principal.split(":");
  return principal === accountId || (account === accountId && !/^(saml|oidc)-provider\//.test(resource));
}

function underConditions(principal: string): string {
  return principal === "*" ? "those that its conditions let in" : shortPrincipal(principal);
}

/** `lambda.amazonaws.com` → `lambda`; of an ARN what follows the account. */
function shortPrincipal(principal: string): string {
  if (principal.startsWith("arn:")) return principal.split(":").slice(4).join(":");
  return principal.replace(/\.amazonaws\.com(\.cn)?$/, "");
}
