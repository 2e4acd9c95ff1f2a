import { saveRegionResources } from "#lib/db/sql/region-resources.ts";
import type { StorePage } from "./stored-page.ts";

/** Keeps one kind of what a Region has beside its event functions. */
export const storeRegionResources: StorePage<"region-resources"> = async (sql, page, { task, now }) => {
  await saveRegionResources(sql, task, page, now);
};
