import type { Json } from "#lib/domain/fleet/observed.ts";
import { sameJson } from "#lib/domain/fleet/same-json.ts";
import { statementText } from "./statement-text.ts";

/** One line of two texts laid over each other. */
export interface DiffLine {
  readonly change: "kept" | "removed" | "added";
  readonly text: string;
}

/** One statement that is not what it was. */
export interface StatementDiff {
  readonly change: "removed" | "added" | "changed";
  /** Its Sid, where it has one. */
  readonly sid: string | null;
  readonly lines: readonly DiffLine[];
}

/** What became of a policy document. */
export interface DocumentDiff {
  readonly statements: readonly StatementDiff[];
  /** How many statements stayed as they were. */
  readonly kept: number;
  /** Whether anything besides statements differs: the version, an id. */
  readonly headChanged: boolean;
}

/**
 * What differs between two policy documents, statement by statement; a side that is not there is null. A statement that
 * was rewritten is told as one: where both sides have its Sid, or where it is the only one on either side.
 */
export function diffPolicies(before: Json | null, after: Json | null): DocumentDiff {
  const [was, is] = [statementsOf(before), statementsOf(after)];
  const removed = was.filter((statement) => !is.some((other) => sameJson(statement, other)));
  const added = is.filter((statement) => !was.some((other) => sameJson(statement, other)));
  return {
    statements: paired(removed, added),
    kept: is.length - added.length,
    headChanged: before !== null && after !== null && !sameJson(headOf(before), headOf(after)),
  };
}

function paired(removed: readonly Json[], added: readonly Json[]): readonly StatementDiff[] {
  const left = [...added];
  const changed = removed.map((before): StatementDiff => {
    const sid = sidOf(before);
    const alone = removed.length === 1 && added.length === 1;
    const at = left.findIndex((after) => (sid !== null && sidOf(after) === sid) || alone);
    const after = at < 0 ? undefined : left.splice(at, 1)[0];
    return after === undefined
      ? { change: "removed", sid, lines: linesOf(before).map((text) => ({ change: "removed", text })) }
      : { change: "changed", sid, lines: diffLines(linesOf(before), linesOf(after)) };
  });
  return [
    ...changed,
    ...left.map(
      (after): StatementDiff => ({
        change: "added",
        sid: sidOf(after),
        lines: linesOf(after).map((text) => ({ change: "added", text })),
      }),
    ),
  ];
}

const linesOf = (statement: Json) => statementText(statement).split("\n");

/** More lines than this against each other are not laid over each other, but shown one after the other. */
const mostCompared = 2_000;

/** Two texts laid over each other by their longest common run of lines. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  if (before.length * after.length > mostCompared * mostCompared) {
    return [
      ...before.map((text) => ({ change: "removed", text }) as const),
      ...after.map((text) => ({ change: "added", text }) as const),
    ];
  }
  // Once for each line: pairs of lines are millions.
  const [bareBefore, bareAfter] = [before.map(withoutComma), after.map(withoutComma)];
  const common = commonLengths(bareBefore, bareAfter);
  const lengthAt = (row: number, column: number) => common[row * (after.length + 1) + column] ?? 0;
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [was, is] = [before[row], after[column]];
    if (is !== undefined && was !== undefined && bareBefore[row] === bareAfter[column]) {
      lines.push({ change: "kept", text: is });
      row++;
      column++;
    } else if (was !== undefined && (is === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))) {
      lines.push({ change: "removed", text: was });
      row++;
    } else {
      lines.push({ change: "added", text: is ?? "" });
      column++;
    }
  }
  return lines;
}

/** The comma at the end of a line tells only that another one follows. */
function withoutComma(line: string): string {
  return line.endsWith(",") ? line.slice(0, -1) : line;
}

/** Longest common run of lines from each pair of places on, row by row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const at = row * width + column;
      lengths[at] =
        before[row] === after[column]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
}

function statementsOf(document: Json | null): readonly Json[] {
  if (!isObject(document)) return document === null ? [] : [document];
  const { Statement = [] } = document;
  return Array.isArray(Statement) ? Statement : [Statement];
}

function headOf(document: Json): Json {
  if (!isObject(document)) return null;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== "Statement"));
}

function sidOf(statement: Json): string | null {
  return isObject(statement) && typeof statement.Sid === "string" && statement.Sid !== "" ? statement.Sid : null;
}

function isObject(value: Json | null): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
