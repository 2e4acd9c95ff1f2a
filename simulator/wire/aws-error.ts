/** What an AWS service answers when it refuses: the wire layer turns it into the error form of the service's protocol. */
export class AwsError extends Error {
  /** Name of the exception shape (`ResourceNotFoundException`), or the bare code where the model has no shape for it. */
  readonly code: string;
  /** HTTP status; the shape's own status is used when this is left out. */
  readonly status: number | undefined;
  /** Further members of the exception shape, such as `Type` or `Reason`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: { status?: number; members?: Record<string, unknown> } = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status;
    this.members = options.members ?? {};
  }
}

/** Aborts the connection instead of answering: what a client sees of a reset by a peer. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
}
