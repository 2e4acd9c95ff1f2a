import type { Scope } from "#lib/domain/permissions/scopes.ts";

/** The tabs of a function's page, in order, each with what one must be allowed to read. */
export const functionTabs = [
  { id: "overview", label: "Overview", scope: "inventory:read" },
  { id: "starts", label: "Starts and failures", scope: "inventory:read" },
  { id: "configuration", label: "Configuration", scope: "inventory:read" },
  { id: "history", label: "History", scope: "changes:read" },
  { id: "triggers", label: "Triggers", scope: "inventory:read" },
  { id: "permissions", label: "Permissions", scope: "inventory:read" },
  { id: "network", label: "Network", scope: "inventory:read" },
  { id: "cost", label: "Cost", scope: "cost:read" },
  { id: "findings", label: "Findings", scope: "findings:read" },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly scope: Scope }[];

export type FunctionTabView = (typeof functionTabs)[number];
export type FunctionTabId = FunctionTabView["id"];

/** The tab that the address asks for; the first where it asks for none that is open to the person. */
export function tabOf(asked: string | string[] | undefined, tabs: readonly FunctionTabView[]): FunctionTabId {
  return tabs.find(({ id }) => id === asked)?.id ?? "overview";
}
