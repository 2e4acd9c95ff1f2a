import { CopyButton } from "./copy-button.tsx";

interface CodeBlockProps {
  readonly code: string;
  /** What it is: "CloudFormation", "Policy statement". */
  readonly label: string;
}

/** Text to copy: a policy, a template, a command. Always shown as text. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex items-center justify-between border-b border-line py-0.5 pr-1 pl-3 text-xs text-faint">
        {label}
        <CopyButton text={code} what={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 text-xs leading-5">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
