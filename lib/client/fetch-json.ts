/** What a GET handler says when it refuses or fails: the shape of lib/errors.ts on the wire. */
export interface ProblemBody {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
}

/** A failed request as the browser sees it. `code` is one of the closed list in lib/errors.ts, or "network". */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string | undefined;

  constructor(status: number, problem: ProblemBody, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = "RequestError";
    this.status = status;
    this.code = problem.code;
    this.remedy = problem.remedy;
  }

  /** Trying the same again may help: the network, the database or the server stumbled. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * GETs `url` and parses its JSON with `parse`.
 *
 * @throws RequestError with the server's own sentence where it sent one.
 */
export async function fetchJson<T>(url: string, parse: (body: unknown) => T, signal?: AbortSignal): Promise<T> {
  const response = await reach(url, signal);
  const body = await readBody(response);
  if (!response.ok) throw new RequestError(response.status, problemOf(body, response));
  return parse(body);
}

async function reach(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError(
      0,
      {
        code: "network",
        message: "Lamplight does not answer.",
        remedy: "Check that it is running and that you are online.",
      },
      { cause },
    );
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!response.ok) return null;
    throw new RequestError(response.status, { code: "internal", message: "The answer could not be read." }, { cause });
  }
}

function problemOf(body: unknown, response: Response): ProblemBody {
  const problem = typeof body === "object" && body !== null && "error" in body ? body.error : body;
  if (typeof problem === "object" && problem !== null && "message" in problem && typeof problem.message === "string") {
    return {
      message: problem.message,
      code: "code" in problem && typeof problem.code === "string" ? problem.code : "internal",
      remedy: "remedy" in problem && typeof problem.remedy === "string" ? problem.remedy : undefined,
    };
  }
  if (response.status === 401)
    return { code: "not_signed_in", message: "You are not signed in.", remedy: "Sign in and try again." };
  if (response.status === 403)
    return {
      code: "forbidden",
      message: "You may not see this.",
      remedy: "Ask an administrator for a role that includes it.",
    };
  return {
    code: "internal",
    message: `The server answered with status ${response.status}.`,
    remedy: "Try again; if it stays, see the log.",
  };
}
