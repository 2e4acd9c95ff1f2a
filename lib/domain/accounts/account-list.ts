/** One account of a pasted list or a file, as it was written. */
export interface ListedAccount {
  /** 1 for the first line; for JSON the place in the list. */
  readonly line: number;
  readonly accountId: string;
  readonly name: string;
  /** Null where the list leaves it to the usual role name. */
  readonly roleArn: string | null;
  /** Null where the list leaves it to the usual one. */
  readonly externalId: string | null;
}

/** A line that names no account, with what is wrong with it. */
export interface ListProblem {
  readonly line: number;
  readonly problem: string;
}

export interface AccountList {
  readonly accounts: readonly ListedAccount[];
  readonly problems: readonly ListProblem[];
}

/** Accounts of one list at most. */
export const longestList = 5_000;

const columns = ["id", "name", "role", "external"] as const;
type Column = (typeof columns)[number];
const usualOrder: readonly Column[] = columns;

const arnPattern = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;
const externalIdPattern = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * Reads a list of accounts: one a line, cells separated by commas, semicolons or tabs, with or without a heading (id,
 * name, role_arn, external_id in any order). A role's ARN alone is enough. What `aws organizations list-accounts` prints
 * as JSON is read, too. Empty lines and those that begin with # are passed over. Never throws.
 */
export function parseAccountList(text: string): AccountList {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  const rows = /^[[{]/.test(trimmed) ? rowsOfJson(trimmed) : rowsOfText(trimmed);
  if (rows === null) return { accounts: [], problems: [{ line: 1, problem: "This is not valid JSON." }] };
  const accounts: ListedAccount[] = [];
  const problems: ListProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const row of rows.slice(0, longestList)) {
    const read = readRow(row);
    if (typeof read === "string") problems.push({ line: row.line, problem: read });
    else if (lineOf.has(read.accountId)) {
      problems.push({
        line: row.line,
        problem: `${read.accountId} stands in line ${lineOf.get(read.accountId)} already.`,
      });
    } else {
      lineOf.set(read.accountId, row.line);
      accounts.push(read);
    }
  }
  if (rows.length > longestList) {
    const line = rows[longestList]?.line ?? longestList;
    problems.push({ line, problem: `A list has at most ${longestList} accounts: import the rest as a second one.` });
  }
  return { accounts, problems };
}

type Row = { readonly line: number } & Partial<Record<Column, string>>;

function readRow(row: Row): ListedAccount | string {
  const first = (row.id ?? "").trim();
  const roleArn = (row.role ?? "").trim() || (first.startsWith("arn:") ? first : "");
  const inArn = arnPattern.exec(roleArn)?.[1];
  if (roleArn !== "" && inArn === undefined) return `"${shortened(roleArn)}" is not the ARN of a role.`;
  const accountId = first === "" || first.startsWith("arn:") ? (inArn ?? "") : first.replaceAll("-", "");
  if (!/^\d{12}$/.test(accountId)) return `"${shortened(first)}" is not an account id: those have 12 digits.`;
  if (inArn !== undefined && inArn !== accountId)
    return `The role's ARN is one of account ${inArn}, not of ${accountId}.`;
  const externalId = (row.external ?? "").trim();
  if (externalId !== "" && !externalIdPattern.test(externalId)) {
    return "The external id has 2 to 1224 letters, digits or + = , . @ : / -.";
  }
  const name = (row.name ?? "").trim();
  if (name.length > 120) return "The name has more than 120 characters.";
  return { line: row.line, accountId, name, roleArn: roleArn || null, externalId: externalId || null };
}

function rowsOfText(text: string): Row[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "" && !line.text.startsWith("#"));
  const cells = lines.map((line) => ({ line: line.line, cells: cellsOf(line.text) }));
  const heading = headingOf(cells[0]?.cells ?? []);
  const order = heading ?? usualOrder;
  return cells.slice(heading === null ? 0 : 1).map(({ line, cells: values }) => {
    const named = order.map((column, index) => [column, values[index] ?? ""] as const);
    return { line, ...Object.fromEntries(named.filter(([column]) => column !== null)) };
  });
}

/** The columns that a first line names; null for a line that names an account. */
function headingOf(cells: readonly string[]): readonly (Column | null)[] | null {
  const found = cells.map((cell) => {
    const word = cell.toLowerCase().replace(/[^a-z]/g, "");
    if (/^(id|account|accountid)$/.test(word)) return "id";
    if (/^(name|accountname)$/.test(word)) return "name";
    if (/^(role|rolearn|arn)$/.test(word)) return "role";
    return /^externalid$/.test(word) ? "external" : null;
  });
  return found.includes("id") || found.includes("role") ? found : null;
}

/** Cells of one line; quotes hold separators, doubled ones a quote. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const separator = /[,;\t]/;
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      const end = closingQuote(line, at + 1);
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      const next = line.slice(end + 1).search(separator);
      at = next < 0 ? line.length + 1 : end + 2 + next;
      continue;
    }
    const length = line.slice(at).search(separator);
    const end = length < 0 ? line.length : at + length;
    cells.push(line.slice(at, end).trim());
    at = end + 1;
  }
  return cells;
}

function closingQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at += 1;
  }
  return line.length;
}

function rowsOfJson(text: string): Row[] | null {
  try {
    const root: unknown = JSON.parse(text);
    const list = Array.isArray(root) ? root : fieldOf(root, "Accounts");
    if (!Array.isArray(list)) return null;
    return list
      .map((item: unknown, index): Row | null => {
        const state = textOf(item, "State") || textOf(item, "Status") || "ACTIVE";
        if (state !== "ACTIVE") return null;
        const cell = (...names: string[]) => names.map((name) => textOf(item, name)).find(Boolean) ?? "";
        return {
          line: index + 1,
          id: cell("Id", "id", "accountId"),
          name: cell("Name", "name"),
          role: cell("RoleArn", "roleArn"),
          external: cell("ExternalId", "externalId"),
        };
      })
      .filter((row) => row !== null);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : "";
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
