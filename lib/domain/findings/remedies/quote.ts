/** A word of a shell command: as it stands when it is harmless, else in single quotes. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text for TypeScript, HCL and YAML alike: JSON's double quotes mean the same in all three, but for HCL's `${`. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A text for Terraform, in which `${` and `%{` would begin a template. */
export function hclText(text: string): string {
  return hclEscaped(JSON.stringify(text));
}

/** JSON as an expression of HCL: its texts are no templates. */
export function hclEscaped(json: string): string {
  // By a function: in a replacement text two dollar signs would be one.
  return json.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}

/** A logical id: letters and digits only. */
export function logicalId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `Resource${joined}`;
}

/** A name of Terraform and TypeScript: lower case with underscores. */
export function snakeName(name: string): string {
  const joined = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z]/.test(joined) ? joined : `resource_${joined}`;
}

/** Indents every line but the first. */
export function indented(text: string, spaces: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
