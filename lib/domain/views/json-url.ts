/** What the AWS console puts into its addresses: JSON without null. */
export type JsonUrlValue =
  | string
  | number
  | boolean
  | readonly JsonUrlValue[]
  | { readonly [key: string]: JsonUrlValue };

/**
 * Writes a value as JSURL, the notation in which CloudWatch keeps graphs and queries in its address: `~'text`, `~12`,
 * `~(a~'b)`, `~(~'x~'y)`. Everything but ASCII letters, digits, `_`, `-` and `.` is escaped, so that no name can end its
 * string or the address.
 */
export function jsonUrl(value: JsonUrlValue): string {
  if (typeof value === "string") return `~'${escaped(value)}`;
  if (typeof value === "number" || typeof value === "boolean") return `~${value}`;
  if (isList(value)) return `~(${value.length === 0 ? "~" : value.map(jsonUrl).join("")})`;
  const parts = Object.entries(value).map(([key, inner]) => `${escaped(key)}${jsonUrl(inner)}`);
  return `~(${parts.join("~")})`;
}

function isList(value: JsonUrlValue): value is readonly JsonUrlValue[] {
  return Array.isArray(value);
}

/** `*` and two hex digits, `**` and four beyond Latin-1; a dollar sign is `!`. */
function escaped(text: string): string {
  return text.replaceAll(/[^\w.-]/g, (character) => {
    if (character === "$") return "!";
    const code = character.charCodeAt(0);
    return code < 0x1_00 ? `*${code.toString(16).padStart(2, "0")}` : `**${code.toString(16).padStart(4, "0")}`;
  });
}
