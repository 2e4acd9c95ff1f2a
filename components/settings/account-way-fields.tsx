import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { parseChain } from "./account-chain.ts";

/** How the imported accounts are reached: the role's name, its external id, the roles before it. */
export function AccountWayFields({ roleName }: { readonly roleName: string }) {
  return (
    <>
      <Field label="Role in each account" help="Its name, as in the template.">
        <Input name="roleName" placeholder={roleName} maxLength={64} spellCheck={false} className="font-mono" />
      </Field>
      <Disclosure summary="External id and role chain">
        <div className="grid gap-4">
          <Field label="External id" help="Empty: this installation's own, which is in the template.">
            <Input name="externalId" maxLength={1224} spellCheck={false} className="font-mono" />
          </Field>
          <Field
            label="Roles to assume first"
            help="One a line, in order; its external id behind a space. The hub's role, if the accounts trust that alone."
          >
            <Textarea
              name="via"
              rows={2}
              spellCheck={false}
              placeholder="arn:aws:iam::123456789012:role/LamplightHub external-id"
              className="font-mono text-xs"
            />
          </Field>
        </div>
      </Disclosure>
    </>
  );
}

/** What the fields hold; empty means the usual. */
export function wayOf(data: FormData) {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  return { roleName: text("roleName") || null, externalId: text("externalId") || null, via: parseChain(text("via")) };
}
