import { CopyButton } from "#components/ui/copy-button.tsx";

/** A link that is shown once: what it does and how to hand it over. */
export function OneTimeLink({ link }: { readonly link: string }) {
  return (
    <div className="grid gap-2 text-sm">
      <p className="text-muted">
        Send it to this person by a way you trust. It works once, for three days, and is not shown again.
      </p>
      <div className="flex items-center gap-2 rounded-md border border-line bg-sunken px-2 py-1.5">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{link}</code>
        <CopyButton text={link} what="link" />
      </div>
    </div>
  );
}
