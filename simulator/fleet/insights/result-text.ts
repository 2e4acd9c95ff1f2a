import type { ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { Command, InsightsValue } from "./ast.ts";
import type { Row } from "./evaluate.ts";
import { columnsOf, momentColumns } from "./plan-query.ts";

const isoLength = "2026-01-01T00:00:00.000Z".length;
const dateLength = "2026-01-01".length;

function momentText(value: number): string {
  const iso = new Date(value).toISOString();
  return iso.length === isoLength
    ? `${iso.slice(0, dateLength)} ${iso.slice(dateLength + 1, -1)}`
    : iso.replace("T", " ").replace("Z", "");
}

/** Above it, two digits behind the point are more than fifteen in all. */
const mostHundredths = 1e11;

/** Without the noise behind the fifteenth digit, which a text of at most fifteen digits does not have. */
function numberText(value: number): string {
  // Nearly all are sums of hundredths. One that lies next to such a number reads like it when it is rounded, which takes long.
  const near = Math.round(value * 100) / 100;
  if (Math.abs(value) < mostHundredths && Math.abs(value - near) <= Math.abs(value) * Number.EPSILON)
    return String(near);
  const text = String(value);
  return text.length <= 15 ? text : String(Number(value.toPrecision(15)));
}

/** Moments as Logs Insights writes them, other numbers as they are. */
const textOf =
  (moment: boolean) =>
  (value: InsightsValue): string => {
    if (typeof value === "number") return moment ? momentText(value) : numberText(value);
    return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
  };

interface ResultColumn {
  readonly name: string;
  readonly text: (value: InsightsValue) => string;
  /** Whether its values are numbers that hardly ever come again. */
  readonly measured: boolean;
}

function resultColumns(commands: readonly Command[]): readonly ResultColumn[] {
  const moments = momentColumns(commands);
  const columns = columnsOf(commands).map(({ name }) => {
    const moment = moments.has(name);
    return { name, text: textOf(moment), measured: !moment };
  });
  const grouped = commands.some(({ kind }) => kind === "stats");
  return grouped ? columns : [...columns, { name: "@ptr", text: String, measured: false }];
}

const textsKept = 1_024;

/** Writes one column's fields; texts and moments, of which there are few different ones, once each. */
function cellWriter({ name, text, measured }: ResultColumn): (value: InsightsValue) => string {
  const before = `{"field":${JSON.stringify(name)},"value":`;
  const kept = new Map<InsightsValue, string>();
  return (value) => {
    if (measured && typeof value === "number") return `${before}"${text(value)}"}`;
    const known = kept.get(value);
    if (known !== undefined) return known;
    const written = `${before}${JSON.stringify(text(value))}}`;
    if (kept.size < textsKept) kept.set(value, written);
    return written;
  };
}

/** How the rows of an answer read. */
export interface ResultText {
  fields(row: Row): ResultField[];
  /** The fields as JSON, letter by letter what `JSON.stringify` makes of them. */
  json(row: Row): string;
}

export function createResultText(commands: readonly Command[]): ResultText {
  const columns = resultColumns(commands);
  const cells = columns.map((column) => ({ name: column.name, write: cellWriter(column) }));
  return {
    fields: (row) =>
      columns.flatMap(({ name, text }) => {
        const value = row.get(name);
        return value === null ? [] : [{ field: name, value: text(value) }];
      }),
    json: (row) => {
      let json = "";
      for (const { name, write } of cells) {
        const value = row.get(name);
        if (value !== null) json += json === "" ? write(value) : `,${write(value)}`;
      }
      return `[${json}]`;
    },
  };
}
