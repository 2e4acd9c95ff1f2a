"use client";

import { Bookmark, Trash2 } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import type { SavedViewView } from "#lib/domain/views/functions.ts";
import { deleteViewAction, saveViewAction } from "#lib/server/actions/views.ts";

interface SavedViewsProps {
  readonly views: readonly SavedViewView[];
  readonly page: "functions";
  readonly canSave: boolean;
}

/** Views that were kept: scope, filter and order under a name, for oneself or for everybody. */
export function SavedViews({ views, page, canSave }: SavedViewsProps) {
  const router = useRouter();
  const pathname = usePathname();
  const current = useSearchParams().toString();
  const [open, setOpen] = useState(false);
  const { run, pending } = useActionRunner();
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "");
    const shared = form.get("shared") !== null;
    const outcome = await run(
      () => saveViewAction({ page, name, query: current, shared }),
      () => `View “${name}” saved`,
    );
    if (outcome.ok) setOpen(false);
  }
  function show(view: SavedViewView) {
    setOpen(false);
    router.push(`${pathname}${view.query ? `?${view.query}` : ""}` as never);
  }
  return (
    <Popover
      title="Saved views"
      showTitle
      align="end"
      className="w-72"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          <Bookmark aria-hidden />
          Views
        </Button>
      }
    >
      {views.length === 0 ? <p className="text-sm text-muted">No view has been saved yet.</p> : null}
      <ul className="grid gap-px">
        {views.map((view) => (
          <li key={view.id} className="flex items-center gap-1">
            <button
              type="button"
              aria-current={view.query === current ? "true" : undefined}
              className="one-line min-h-8 flex-1 rounded-sm px-2 text-left text-sm hover:bg-hover aria-[current]:font-medium"
              onClick={() => show(view)}
            >
              {view.name}
              {view.shared ? <span className="ml-2 text-xs text-faint">shared</span> : null}
            </button>
            {view.own ? (
              <IconButton
                size="icon-sm"
                label={`Delete ${view.name}`}
                icon={<Trash2 aria-hidden />}
                disabled={pending}
                onClick={() =>
                  void run(
                    () => deleteViewAction({ viewId: view.id }),
                    () => `View “${view.name}” deleted`,
                  )
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
      {canSave ? (
        <form onSubmit={save} className="mt-3 grid gap-2 border-t border-line pt-3">
          <Field label="Save what is shown as">
            <Input name="name" required maxLength={80} />
          </Field>
          <Checkbox label="Share with everybody" visibleLabel name="shared" />
          <Button type="submit" size="sm" pending={pending}>
            Save view
          </Button>
        </form>
      ) : null}
    </Popover>
  );
}
