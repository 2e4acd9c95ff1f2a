import { narrowRole } from "./narrow-role.ts";
import type { WriteRemedies } from "./remedy.ts";

/** Nothing says which services an administrator needs: the record of what it used does. */
export const roleAdminRemedies: WriteRemedies = (subject) => narrowRole(subject, []);
