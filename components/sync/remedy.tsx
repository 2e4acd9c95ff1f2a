import { CopyButton } from "#components/ui/copy-button.tsx";

/** A policy statement within a remedy, as lib/domain/iam/permission-statement.ts writes it. */
const statement = /(\{ "Effect": "Allow", [^{}]* \})/;

/** What to do about something that could not be read; a policy statement in it can be copied by itself. */
export function Remedy({ text }: { readonly text: string }) {
  const [before, granting, after] = text.split(statement);
  if (granting === undefined) return <p className="text-muted [overflow-wrap:anywhere]">{text}</p>;
  return (
    <div className="text-muted [overflow-wrap:anywhere]">
      {before}
      <span className="my-0.5 flex w-fit max-w-full items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2">
        <code className="min-w-0 text-xs text-ink">{granting}</code>
        <CopyButton text={granting} what="policy statement" />
      </span>
      {after}
    </div>
  );
}
