import type { RoleDetail, RoleStandingView } from "#lib/domain/views/role-detail.ts";
import { RoleFunctions } from "./role-functions.tsx";
import { RoleTrust } from "./role-trust.tsx";

interface RoleUsersProps {
  readonly role: RoleDetail;
  readonly standing: RoleStandingView;
}

/** Who stands on the role, and who else can assume it. */
export function RoleUsers({ role, standing }: RoleUsersProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <section aria-labelledby="standing-title">
        <h2 id="standing-title" className="mb-2 text-base font-semibold">
          Who stands on it
        </h2>
        <RoleFunctions role={role} standing={standing} />
      </section>
      <section aria-labelledby="assumers-title">
        <h2 id="assumers-title" className="mb-2 text-base font-semibold">
          Who can assume it
        </h2>
        <RoleTrust role={role} />
      </section>
    </div>
  );
}
