"use client";

import { Tabs } from "@base-ui/react/tabs";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { cn } from "#lib/client/class-names.ts";
import { download } from "#lib/client/download.ts";
import type { WrittenPolicies } from "#lib/domain/iam/least-privilege/write-tighter-policies.ts";
import type { TightenedDocumentView } from "#lib/domain/views/role-usage.ts";

interface WrittenPolicyProps {
  readonly written: readonly WrittenPolicies[];
  /** The policies that change. */
  readonly documents: readonly TightenedDocumentView[];
}

/** The tighter policies in the way in which one writes them, to copy or keep as a file. */
export function WrittenPolicy({ written, documents }: WrittenPolicyProps) {
  const [first] = written;
  if (first === undefined) return null;
  return (
    <Tabs.Root defaultValue={first.tool} className="grid min-w-0 grid-cols-1 gap-2">
      <Tabs.List aria-label="Written as" className="flex gap-1 overflow-x-auto border-b border-line">
        {written.map(({ tool }) => (
          <Tabs.Tab
            key={tool}
            value={tool}
            className={(state) =>
              cn(
                "-mb-px h-9 shrink-0 border-b-2 px-2.5 text-sm",
                state.active ? "border-ink font-medium text-ink" : "border-transparent text-muted hover:text-ink",
              )
            }
          >
            {tool}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {written.map(({ tool, fileName, code }) => (
        <Tabs.Panel key={tool} value={tool} className="grid min-w-0 grid-cols-1 gap-2">
          {tool === "JSON" ? <Documents documents={documents} /> : <CodeBlock code={code} label={tool} />}
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-xs text-faint">
              Lamplight only reads: nothing is changed for you. Nothing is tighter while the old policies are attached.
            </p>
            <Button
              size="sm"
              onClick={() => download(fileName, new Blob([code], { type: "text/plain;charset=utf-8" }))}
            >
              <Download aria-hidden /> Download {fileName}
            </Button>
          </div>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

/** Each document by itself, as the console takes it. */
function Documents({ documents }: Pick<WrittenPolicyProps, "documents">) {
  return documents.map(({ source, name, code }) =>
    code === null ? (
      <p key={source} className="text-sm text-muted [overflow-wrap:anywhere]">
        Nothing takes the place of {name}: none of what it grants was used.
      </p>
    ) : (
      <CodeBlock key={source} code={code} label={`JSON, in place of ${name}`} />
    ),
  );
}
