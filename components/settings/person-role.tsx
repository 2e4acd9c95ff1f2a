"use client";

import { Select } from "#components/ui/select.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import { type Role, roles } from "#lib/domain/permissions/roles.ts";
import { changeRoleAction } from "#lib/server/actions/people.ts";

export const roleTitles: Record<Role, string> = {
  engineer: "Engineer",
  security: "Security reviewer",
  manager: "Manager",
  admin: "Administrator",
};

/** The role of a person, changed by choosing another. */
export function PersonRole({
  userId,
  name,
  role,
}: {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}) {
  const { run, pending } = useActionRunner();
  return (
    <Select
      label={`Role of ${name}`}
      value={role}
      disabled={pending}
      options={roles.map((value) => ({ value, label: roleTitles[value] }))}
      onChange={(next) => {
        if (next !== role)
          void run(
            () => changeRoleAction({ userId, role: next }),
            () => `${name} is now ${roleTitles[next].toLowerCase()}`,
          );
      }}
    />
  );
}
