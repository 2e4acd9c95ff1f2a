/** One request that the simulated AWS answered, as the client asked it: what is needed to ask the same again. */
export interface RecordedRequest {
  /** Signing name of the service. */
  readonly service: string;
  readonly region: string;
  /** Whose credentials asked. */
  readonly accountId: string;
  /** Whether they were those of an assumed role, rather than the caller's own keys. */
  readonly assumed: boolean;
  readonly operation: string;
  /** In the SDK's shape; instants are dates. */
  readonly input: object;
  /** What StartQuery named its query; null for all other operations. */
  readonly queryId: string | null;
}
