import type { Metadata } from "next";
import { MessagePage } from "#components/layout/message-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

/** No such page, or nothing there that this person may see: both look the same. */
export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <LinkButton href="/overview" variant="primary">
          Go to the overview
        </LinkButton>
      }
    >
      The address is wrong, or what stood here is gone or outside what you may see. A function that was deleted is still
      found under Functions with an earlier as-of date.
    </MessagePage>
  );
}
