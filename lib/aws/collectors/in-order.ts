type Settled<R> = { readonly ok: true; readonly value: R } | { readonly ok: false; readonly error: unknown };

interface Bounds {
  /** Pieces of work under way at most. */
  readonly width: number;
  /** Pieces under way and results that wait for their turn together, at most; `width` unless told. */
  readonly held?: number;
}

/**
 * Runs `work` over items, several at once, and yields the results in the items' order. Work goes on while a result is
 * stored, as far as results may wait. A failure is thrown in its turn, after all else has ended, and begins nothing new.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  { width, held: mostHeld = width }: Bounds,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const queue = items[Symbol.iterator]();
  const held: Promise<Settled<R>>[] = [];
  let running = 0;
  let ended = false;
  const begin = async (item: T): Promise<Settled<R>> => {
    running += 1;
    const settled = await settle(work, item);
    running -= 1;
    if (settled.ok) refill();
    else ended = true;
    return settled;
  };
  const refill = (): void => {
    while (!ended && running < width && held.length < mostHeld) {
      const next = queue.next();
      if (next.done === true) ended = true;
      else held.push(begin(next.value));
    }
  };
  try {
    for (refill(); held.length > 0; refill()) {
      const first = await held[0];
      held.shift();
      if (first === undefined) continue;
      if (!first.ok) throw first.error;
      yield first.value;
    }
  } finally {
    ended = true;
    await Promise.all(held);
  }
}

async function settle<T, R>(work: (item: T) => Promise<R>, item: T): Promise<Settled<R>> {
  try {
    return { ok: true, value: await work(item) };
  } catch (error) {
    return { ok: false, error };
  }
}
