"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Keyboard, type LucideIcon, RefreshCw, Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { backdropClasses } from "#components/ui/dialog-classes.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { withScope } from "#lib/client/scope.ts";
import { openShortcutSheet } from "./frame-events.ts";
import { pages } from "./pages.ts";
import { searchOptions } from "./search-options.ts";

interface CommandDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

const itemClasses = "flex min-h-9 items-center gap-3 rounded-md px-2 py-1 text-sm data-[selected=true]:bg-hover";
const groupClasses =
  "**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-faint";

/** Finds functions, roles, accounts, findings by name, ARN or part of it; goes to pages; runs actions. */
export function CommandDialog({ open, onOpenChange }: CommandDialogProps) {
  const router = useRouter();
  const current = useSearchParams();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const { data: hits = [], isFetching, error } = useQuery(searchOptions(asked));
  const matching = pages.filter((page) => page.title.toLowerCase().includes(text.trim().toLowerCase()));

  function run(action: () => void) {
    onOpenChange(false);
    setText("");
    action();
  }
  const go = (href: string) => run(() => router.push(withScope(href, current)));

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClasses} />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[min(40rem,calc(100vw-1rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong/50 bg-raised shadow-raised outline-none">
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command shouldFilter={false} loop label="Search and commands">
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder="Name, ARN, or a part of it"
                className="h-11 flex-1 bg-transparent text-base outline-none"
              />
              <Kbd keys="Esc" />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2 py-6 text-center text-sm text-muted">
                {error
                  ? `The search failed: ${error.message}`
                  : isFetching
                    ? "Searching…"
                    : `Nothing matches “${text}”.`}
              </Command.Empty>
              {hits.length > 0 ? (
                <Command.Group heading="Found" className={groupClasses}>
                  {hits.map((hit) => (
                    <Command.Item key={hit.href} value={hit.href} onSelect={() => go(hit.href)} className={itemClasses}>
                      <span className="w-16 shrink-0 text-xs text-faint">{hit.kind}</span>
                      <span className="one-line min-w-0 flex-1">{hit.label}</span>
                      <span className="one-line max-w-48 text-xs text-faint">{hit.detail}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {matching.length > 0 ? (
                <Command.Group heading="Go to" className={groupClasses}>
                  {matching.map((page) => (
                    <CommandRow
                      key={page.href}
                      value={page.href}
                      icon={page.icon}
                      label={page.title}
                      keys={`g ${page.key}`}
                      onSelect={() => go(page.href)}
                    />
                  ))}
                </Command.Group>
              ) : null}
              {text === "" ? (
                <Command.Group heading="Do" className={groupClasses}>
                  <CommandRow
                    value="refresh"
                    icon={RefreshCw}
                    label="Read this page again"
                    onSelect={() => run(() => router.refresh())}
                  />
                  <CommandRow
                    value="shortcuts"
                    icon={Keyboard}
                    label="Show keyboard shortcuts"
                    keys="?"
                    onSelect={() => run(openShortcutSheet)}
                  />
                </Command.Group>
              ) : null}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface CommandRowProps {
  readonly value: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly onSelect: () => void;
}

function CommandRow({ value, icon: Icon, label, keys, onSelect }: CommandRowProps) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={itemClasses}>
      <Icon aria-hidden className="size-4 text-faint" />
      <span className="flex-1">{label}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Command.Item>
  );
}
