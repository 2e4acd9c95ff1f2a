import type { Metadata } from "next";
import { ListHeader } from "#components/layout/list-header.tsx";
import { terms } from "#lib/client/terms.ts";
import { requirePageViewer } from "#lib/server/guard.ts";

export const metadata: Metadata = { title: "Terms" };

/** Every term of art with its definition: where the tooltips lead. */
export default async function TermsPage() {
  await requirePageViewer("inventory:read");
  return (
    <>
      <ListHeader title="Terms" description="What the words of this console mean." />
      <dl className="grid max-w-[80ch] gap-4">
        {Object.entries(terms).map(([name, definition]) => (
          <div key={name} id={name.replaceAll(" ", "-")} className="rounded-md p-2 target:bg-accent-soft">
            <dt className="font-semibold first-letter:uppercase">{name}</dt>
            <dd className="text-muted">{definition}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
