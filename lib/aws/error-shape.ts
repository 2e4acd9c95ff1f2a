/** The parts of an error that classification looks at, whatever threw it: the SDK, Node's http or TLS, a JSON parser. */
export interface ErrorShape {
  /** The service's own error code, or the class's name. */
  readonly name: string;
  /** Node's system code (`ECONNREFUSED`), from the error or the first cause that has one. */
  readonly systemCode: string | null;
  readonly httpStatus: number | null;
  /** The answer was a page for people (HTML), not one of the service. */
  readonly markup: boolean;
  readonly throttled: boolean;
}

/** Reads an unknown thrown value. Follows `cause` and the errors of an AggregateError, at most five deep. */
export function shapeOf(error: unknown): ErrorShape {
  const chain = chainOf(error);
  const first = chain[0] ?? {};
  const metadata = fieldOf(first, "$metadata");
  const status = fieldOf(metadata, "httpStatusCode") ?? fieldOf(fieldOf(first, "$response"), "statusCode");
  return {
    name: namedCode(first),
    systemCode: firstText(chain, (item) => systemCodeOf(item)),
    httpStatus: typeof status === "number" ? status : null,
    markup: chain.some((item) => isMarkup(fieldOf(item, "$response"))),
    throttled: chain.some((item) => fieldOf(fieldOf(item, "$retryable"), "throttling") === true),
  };
}

function namedCode(error: unknown): string {
  // Query-compatible services say their old code in `Code`; `name` is the modelled class.
  return textOf(fieldOf(error, "name")) ?? textOf(fieldOf(error, "Code")) ?? "UnknownError";
}

function systemCodeOf(error: unknown): string | null {
  const code = textOf(fieldOf(error, "code"));
  return code !== null &&
    /^(E[A-Z_]+|ERR_[A-Z0-9_]+|CERT_[A-Z_]+|[A-Z]+_[A-Z_]*CERT[A-Z_]*|UNABLE_[A-Z_]+|HPE_[A-Z_]+)$/.test(code)
    ? code
    : null;
}

function isMarkup(response: unknown): boolean {
  const type = textOf(fieldOf(fieldOf(response, "headers"), "content-type"));
  return type?.toLowerCase().includes("html") ?? false;
}

function chainOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  const visit = (item: unknown, depth: number): void => {
    if (item === null || typeof item !== "object" || depth > 5 || chain.includes(item)) return;
    chain.push(item);
    visit(fieldOf(item, "cause"), depth + 1);
    const errors = fieldOf(item, "errors");
    if (Array.isArray(errors)) for (const inner of errors.slice(0, 5)) visit(inner, depth + 1);
  };
  visit(error, 0);
  return chain;
}

function firstText(chain: readonly unknown[], read: (item: unknown) => string | null): string | null {
  for (const item of chain) {
    const text = read(item);
    if (text !== null) return text;
  }
  return null;
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
