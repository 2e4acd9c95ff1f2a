/** One thing that ⌘K found. `href` is a path inside the console. */
export interface SearchHitView {
  readonly kind: "Function" | "Role" | "Account" | "Finding";
  readonly label: string;
  readonly detail: string;
  readonly href: string;
}
