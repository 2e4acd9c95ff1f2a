const prefix = "ASIASIM";

/** What a key of an assumed role tells: the account, the role and until when it holds. */
export interface Session {
  readonly accountId: string;
  readonly roleName: string;
  /** Wall-clock time: the SDK compares it with its own clock, whatever the simulated time is. */
  readonly expiresAtMs: number;
}

export function writeSession(session: Session): { accessKeyId: string; sessionToken: string } {
  const { accountId, roleName, expiresAtMs } = session;
  return {
    accessKeyId: `${prefix}${accountId}`,
    sessionToken: Buffer.from(JSON.stringify({ accountId, roleName, expiresAtMs })).toString("base64"),
  };
}

/** Null for any key that AssumeRole here did not give: those belong to the account that the simulator was started as. */
export function readSession(accessKeyId: string, sessionToken: string | undefined): Session | null {
  if (!accessKeyId.startsWith(prefix) || sessionToken === undefined) {
    return null;
  }
  const parsed: unknown = parseJson(Buffer.from(sessionToken, "base64").toString("utf8"));
  return isSession(parsed) && accessKeyId === `${prefix}${parsed.accountId}` ? parsed : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

function isSession(value: unknown): value is Session {
  return (
    typeof value === "object" &&
    value !== null &&
    "accountId" in value &&
    typeof value.accountId === "string" &&
    "roleName" in value &&
    typeof value.roleName === "string" &&
    "expiresAtMs" in value &&
    typeof value.expiresAtMs === "number"
  );
}
