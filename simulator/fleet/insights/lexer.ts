import { InsightsSyntaxError } from "./syntax-error.ts";

export interface Token {
  readonly kind: "word" | "field" | "number" | "string" | "period" | "symbol" | "end";
  readonly text: string;
  readonly position: number;
}

const spaceOrComment = /(?:\s+|#[^\n]*|\/\/[^\n]*)+/y;
const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["period", /\d+(?:ms|mo|[smhdwqy]|second|minute|hour|day|week)s?\b/y],
  ["number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ["field", /`[^`]+`/y],
  ["string", /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y],
  ["word", /[@A-Za-z_][A-Za-z0-9_@]*(?:\.[A-Za-z0-9_@]+|\.`[^`]+`)*/y],
  ["symbol", /!=|<=|>=|=~|[=<>+\-*/%^(),|[\]]/y],
];

/** Reads a query token by token; a regular expression is read where the grammar expects one, since `/` also divides. */
export class Lexer {
  private readonly text: string;
  private place = 0;
  private ahead: Token | null = null;

  constructor(text: string) {
    this.text = text;
  }

  peek(): Token {
    this.ahead ??= this.read();
    return this.ahead;
  }

  next(): Token {
    const token = this.peek();
    this.ahead = null;
    return token;
  }

  /** The text between two positions, as the caller wrote it. */
  slice(from: number, to: number): string {
    return this.text.slice(from, to).trim();
  }

  /** `/…/` at the next token; null when there is none. */
  regex(): RegExp | null {
    const token = this.peek();
    if (token.text !== "/") return null;
    const pattern = /\/((?:[^/\\\n]|\\.)+)\/(i?)/y;
    pattern.lastIndex = token.position;
    const match = pattern.exec(this.text);
    if (match === null) throw new InsightsSyntaxError("unterminated regular expression", token.position);
    this.place = pattern.lastIndex;
    this.ahead = null;
    return compileRegex(match[1] ?? "", match[2] ?? "", token.position);
  }

  private read(): Token {
    spaceOrComment.lastIndex = this.place;
    const space = spaceOrComment.exec(this.text);
    if (space !== null) this.place = spaceOrComment.lastIndex;
    const position = this.place;
    if (position >= this.text.length) return { kind: "end", text: "", position };
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = position;
      const match = pattern.exec(this.text);
      if (match === null) continue;
      this.place = pattern.lastIndex;
      return { kind, text: match[0], position };
    }
    throw new InsightsSyntaxError(`unexpected symbol found ${this.text.charAt(position)}`, position);
  }
}

/** `(?i)` at the start is the flag of JavaScript. */
export function compileRegex(source: string, flags: string, position: number): RegExp {
  const insensitive = source.startsWith("(?i)");
  try {
    return new RegExp(insensitive ? source.slice(4) : source, insensitive || flags.includes("i") ? "i" : "");
  } catch (error) {
    throw new InsightsSyntaxError(
      `invalid regular expression: ${error instanceof Error ? error.message : String(error)}`,
      position,
    );
  }
}
