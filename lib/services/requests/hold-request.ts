/** A lease is thirty seconds. */
const beatMs = 5_000;

/** A request while this worker works on it. */
export interface HeldRequest {
  /** Aborts once another worker has taken the request over: whatever is done after that is not asked for. */
  readonly lost: AbortSignal;
  /** Says at once that its worker lives; what goes wrong over that is told to `onError`. */
  tell(): void;
  /** The same, and throws unless the request is still this worker's: before something is kept that belongs to it. */
  confirm(): Promise<void>;
  /** Says no more. */
  end(): void;
}

/**
 * Holds a request: says every few seconds that its worker lives.
 *
 * @param beat says so in the store; false where the request is another worker's by now
 * @param onError what could not be said; the lease goes on, and ends if that lasts
 */
export function holdRequest(beat: () => Promise<boolean>, onError: (error: unknown) => void): HeldRequest {
  const lost = new AbortController();
  const confirm = async (): Promise<void> => {
    if (!(await beat())) lost.abort(new Error("Another worker has taken this request over."));
    lost.signal.throwIfAborted();
  };
  const tell = (): void => {
    confirm().catch((error: unknown) => {
      if (!lost.signal.aborted) onError(error);
    });
  };
  const timer = setInterval(tell, beatMs);
  return { lost: lost.signal, tell, confirm, end: () => clearInterval(timer) };
}
