"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/radio.tsx";
import { AccountImportList } from "./account-import-list.tsx";
import { AccountImportOrganization } from "./account-import-organization.tsx";
import { accountQueries } from "./account-queries.ts";

type Source = "organization" | "list";

/** Connects many accounts at once: those of the organisation, or those of a list; first shows what would be done. */
export function AccountImportDialog({ roleName }: { readonly roleName: string }) {
  const [open, setOpen] = useState(false);
  const [source, setSource] = useState<Source>("organization");
  const client = useQueryClient();
  const done = () => {
    setOpen(false);
    void client.invalidateQueries(accountQueries.list());
  };
  return (
    <Dialog
      title="Import accounts"
      description="You see what would be done before anything is kept."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Download aria-hidden /> Import accounts
        </Button>
      }
    >
      <div className="grid gap-5">
        <RadioGroup<Source>
          label="Where from"
          value={source}
          onChange={setSource}
          options={[
            {
              value: "organization",
              label: "The AWS organisation",
              help: "Lamplight runs in its management account or in a delegated administrator. New accounts appear by themselves later on.",
            },
            {
              value: "list",
              label: "A list",
              help: "Pasted or from a file: ids, or ids with names, roles and external ids.",
            },
          ]}
        />
        {source === "organization" ? (
          <AccountImportOrganization roleName={roleName} onDone={done} />
        ) : (
          <AccountImportList roleName={roleName} onDone={done} />
        )}
      </div>
    </Dialog>
  );
}
