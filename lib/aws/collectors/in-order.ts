type Settled<R> = { readonly ok: true; readonly value: R } | { readonly ok: false; readonly error: unknown };

/**
 * Runs `work` over items with at most `width` under way and yields the results in the items' order, so that work on
 * later items goes on while earlier results are stored. A failure is thrown in its turn, after all else has ended.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const queue = items[Symbol.iterator]();
  const underWay: Promise<Settled<R>>[] = [];
  const refill = (): void => {
    while (underWay.length < width) {
      const next = queue.next();
      if (next.done === true) return;
      underWay.push(settle(work(next.value)));
    }
  };
  try {
    for (refill(); underWay.length > 0; refill()) {
      const first = await underWay[0];
      underWay.shift();
      if (first === undefined) continue;
      if (!first.ok) throw first.error;
      yield first.value;
    }
  } finally {
    await Promise.all(underWay);
  }
}

async function settle<R>(work: Promise<R>): Promise<Settled<R>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return { ok: false, error };
  }
}
