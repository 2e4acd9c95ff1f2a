/** A text that every match of a pattern holds. */
interface RequiredText {
  readonly text: string;
  /** Whether it can only stand at the very beginning. */
  readonly anchored: boolean;
}

/** Stands for one character of a request id or an instant in the shape of a message. */
export const unknownCharacter = "\uE000";
const inIdsAndInstants = /^[0-9a-f\-TZ:.]$/;
const escaped: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };

/** The literal text that a pattern begins with; null when it may match without any such text, or may do for all we know. */
export function requiredTextOf(pattern: RegExp | string): RequiredText | null {
  if (typeof pattern === "string") return pattern === "" ? null : { text: pattern, anchored: false };
  if (pattern.flags !== "" || hasChoiceOutsideGroups(pattern.source)) return null;
  const anchored = pattern.source.startsWith("^");
  const text = leadingLiteral(anchored ? pattern.source.slice(1) : pattern.source);
  return text === "" ? null : { text, anchored };
}

function leadingLiteral(source: string): string {
  let text = "";
  for (let index = 0; index < source.length; ) {
    const char = source.charAt(index);
    const next = source.charAt(index + 1);
    const literal = char !== "\\" ? char : /[A-Za-z0-9]/.test(next) ? escaped[next] : next;
    if (literal === undefined || literal === "" || (char !== "\\" && /[.[\]()?*+{}|$^]/.test(char))) return text;
    index += char === "\\" ? 2 : 1;
    const after = source.charAt(index);
    // One that may be left out, or repeated, ends what is certain.
    if (/[?*{]/.test(after)) return text;
    text += literal;
    if (after === "+") return text;
  }
  return text;
}

function hasChoiceOutsideGroups(source: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < source.length; index++) {
    const char = source.charAt(index);
    if (char === "\\") index++;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "|" && depth === 0) return true;
  }
  return false;
}

/** Whether a text can stand in a message of a shape: its own text with unknown characters for ids and instants. */
export function mayStandIn(shape: string, { text, anchored }: RequiredText): boolean {
  const last = anchored ? Math.min(0, shape.length - text.length) : shape.length - text.length;
  for (let offset = 0; offset <= last; offset++) if (mayStandAt(shape, offset, text)) return true;
  return false;
}

/** Whether a message of which the beginning is known can begin with a text, which may be longer. */
export function mayBeginWith(start: string, text: string): boolean {
  return mayStandAt(start, 0, text.slice(0, start.length));
}

function mayStandAt(shape: string, offset: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const [there, wanted] = [shape.charAt(offset + index), text.charAt(index)];
    if (there !== wanted && !(there === unknownCharacter && inIdsAndInstants.test(wanted))) return false;
  }
  return true;
}
