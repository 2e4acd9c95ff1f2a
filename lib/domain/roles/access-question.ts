/** One thing that the asker knows of the request. An empty value says that the request has no such key. */
export interface ContextEntry {
  readonly key: string;
  readonly value: string;
}

/** "Can this role do ACTION on RESOURCE?", as it is typed. */
export interface AccessQuestion {
  readonly action: string;
  readonly resource: string;
  readonly context: readonly ContextEntry[];
}

/** What is wrong with a question, each a sentence that says what to write instead. */
export interface QuestionProblems {
  readonly action?: string;
  readonly resource?: string;
  /** By place of the entry. */
  readonly context?: ReadonlyMap<number, string>;
}

const longest = { action: 200, resource: 2048, key: 300, value: 2048, entries: 20 } as const;
/**
 * Wildcards of an action or a resource, and how long a text with any may be. Both multiply the work of holding it against
 * the patterns of a policy, and the answer is worked out while everybody else waits.
 */
const most = { wildcards: 12, lengthWithWildcards: 256 } as const;

function isTooOpen(text: string): boolean {
  const wildcards = text.match(/[*?]/g)?.length ?? 0;
  return wildcards > most.wildcards || (wildcards > 0 && text.length > most.lengthWithWildcards);
}

/** What keeps a question from being answered; null where nothing does. */
export function questionProblems({ action, resource, context }: AccessQuestion): QuestionProblems | null {
  const ofAction = actionProblem(action.trim());
  const ofResource = resourceProblem(resource.trim());
  const ofContext = new Map(
    context.flatMap((entry, at) => {
      const problem = at < longest.entries ? entryProblem(entry) : `At most ${longest.entries} keys can be told.`;
      return problem === null ? [] : [[at, problem] as const];
    }),
  );
  if (ofAction === null && ofResource === null && ofContext.size === 0) return null;
  return {
    ...(ofAction === null ? {} : { action: ofAction }),
    ...(ofResource === null ? {} : { resource: ofResource }),
    ...(ofContext.size === 0 ? {} : { context: ofContext }),
  };
}

const tooOpen = `Write at most ${most.wildcards} wildcards, and at most ${most.lengthWithWildcards} characters where there are any.`;

function actionProblem(action: string): string | null {
  if (action === "") return "Write an action, for example s3:GetObject.";
  if (isTooOpen(action)) return tooOpen;
  const isAction = action === "*" || /^[a-z0-9*?-]+:[a-z0-9*?]+$/i.test(action);
  return isAction && action.length <= longest.action
    ? null
    : "Write it as service:Action, for example s3:GetObject; * and ? stand for any characters.";
}

function resourceProblem(resource: string): string | null {
  if (resource === "") return "Write an ARN, or * for every resource.";
  if (isTooOpen(resource)) return tooOpen;
  const isResource = resource === "*" || /^arn:[^:\s]*:[^:\s]*:[^:\s]*:[^:\s]*:\S/.test(resource);
  return isResource && resource.length <= longest.resource
    ? null
    : "Write an ARN, for example arn:aws:s3:::bucket/key, or * for every resource; ARNs may hold * and ?.";
}

function entryProblem({ key, value }: ContextEntry): string | null {
  if (!/^[^\s=:]+:[^\s=]+$/.test(key.trim()) || key.length > longest.key) {
    return "Write a condition key, for example aws:PrincipalOrgID.";
  }
  return value.length <= longest.value ? null : `Values have at most ${longest.value} characters.`;
}

/** An entry as it stands in addresses: `key=value`. */
export function formatEntry({ key, value }: ContextEntry): string {
  return `${key.trim()}=${value}`;
}

/** The inverse of {@link formatEntry}; a text without `=` is a key that the request lacks. */
export function parseEntry(text: string): ContextEntry {
  const at = text.indexOf("=");
  return at < 0 ? { key: text, value: "" } : { key: text.slice(0, at), value: text.slice(at + 1) };
}

/** The context of a request: a key that is told twice has both values, one that is told empty has none. */
export function contextOf(entries: readonly ContextEntry[]): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const { key, value } of entries) {
    const name = key.trim();
    const before = values.get(name) ?? [];
    values.set(name, value === "" ? before : [...before, value]);
  }
  return Object.fromEntries(values);
}
