import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { FunctionRight } from "#lib/domain/iam/function-access/function-grant.ts";
import { findingHref } from "#lib/domain/views/findings.ts";
import type { AccessRow, AccessTone, QualifierAccessView } from "#lib/domain/views/function-access.ts";

const tones: Readonly<Record<AccessTone, BadgeTone>> = {
  out: "outline",
  meant: "neutral",
  noted: "info",
  stranger: "high",
  public: "critical",
};

const rightWords: Readonly<Record<FunctionRight, string>> = {
  invoke: "invoke it",
  invokeUrl: "call its URL",
  change: "change it",
  read: "read its code",
};

const listFormat = new Intl.ListFormat("en", { type: "conjunction" });

interface AccessListProps extends Pick<QualifierAccessView, "rows" | "url"> {
  readonly functionArn: string;
}

/** Who gets in by one qualifier, each with the way, the conditions and what is thought of it. */
export function AccessList({ functionArn, rows, url }: AccessListProps) {
  if (rows.length === 0 && url === null)
    return (
      <p className="text-sm text-muted">No policy lets anybody in: only identities of its own account, by theirs.</p>
    );
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {url ? <UrlItem url={url} functionArn={functionArn} /> : null}
      {rows.map((row) => (
        <AccessItem
          key={JSON.stringify([row.sid, row.who, row.principal, row.rights, row.conditions])}
          row={row}
          functionArn={functionArn}
        />
      ))}
    </ul>
  );
}

function AccessItem({ row, functionArn }: { readonly row: AccessRow; readonly functionArn: string }) {
  const { who, principal, judged, rights, sid, conditions, because, rules } = row;
  const isOut = judged.tone === "out";
  return (
    <li className="grid gap-1 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={`min-w-0 font-medium [overflow-wrap:anywhere] ${isOut ? "text-muted line-through" : ""}`}>
          {who}
        </span>
        <Badge tone={tones[judged.tone]}>{judged.label}</Badge>
        <FindingLinks rules={rules} functionArn={functionArn} />
      </div>
      <p className="text-muted [overflow-wrap:anywhere]">
        {isOut ? "Could" : "May"} {listFormat.format(rights.map((right) => rightWords[right]))} by{" "}
        {sid === null ? "a statement without a Sid" : <>statement “{sid}”</>}
        {principal === null ? null : (
          <>
            , as <code className="text-xs">{principal}</code>
          </>
        )}
        .
      </p>
      {conditions.length > 0 ? (
        <p className="text-muted [overflow-wrap:anywhere]">Only if {listFormat.format(conditions)}.</p>
      ) : null}
      <p className="text-xs text-faint [overflow-wrap:anywhere]">{because}</p>
    </li>
  );
}

const urlLabels = {
  public: { tone: "critical", label: "Public" },
  limited: { tone: "info", label: "Public under conditions" },
  closed: { tone: "neutral", label: "Closed to strangers" },
  unknown: { tone: "outline", label: "Not known" },
} as const;

interface UrlItemProps {
  readonly url: NonNullable<QualifierAccessView["url"]>;
  readonly functionArn: string;
}

function UrlItem({ url, functionArn }: UrlItemProps) {
  const { tone, label } = urlLabels[url.verdict];
  return (
    <li className="grid gap-1 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">Function URL</span>
        <Badge tone={tone}>{label}</Badge>
        <FindingLinks rules={url.rules} functionArn={functionArn} />
      </div>
      <p className="text-muted">
        {url.authType === "NONE"
          ? "AuthType NONE: Lambda does not ask who calls."
          : `AuthType ${url.authType}: callers sign their requests.`}{" "}
        <code className="text-xs [overflow-wrap:anywhere]">{url.url}</code>
      </p>
      <p className="text-xs text-faint">{url.because}</p>
    </li>
  );
}

function FindingLinks({ rules, functionArn }: { readonly rules: readonly string[]; readonly functionArn: string }) {
  return rules.map((rule) => (
    <TextLink key={rule} href={findingHref({ rule, resourceArn: functionArn })}>
      Finding
    </TextLink>
  ));
}
