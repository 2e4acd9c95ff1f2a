import fc from "fast-check";
import { expect, it } from "vitest";
import { inOrder } from "./in-order.ts";

/** Work whose end is in the test's hands. */
function createWork() {
  const begun: number[] = [];
  const ends = new Map<number, PromiseWithResolvers<number>>();
  const work = (item: number): Promise<number> => {
    begun.push(item);
    const end = Promise.withResolvers<number>();
    ends.set(item, end);
    return end.promise;
  };
  /** Ends some pieces and lets all that follows from it happen. */
  const end = async (...items: readonly number[]) => {
    for (const item of items) ends.get(item)?.resolve(item * 10);
    await new Promise(setImmediate);
  };
  return { begun, ends, work, end };
}

it("yields results in the items' order, whichever ends first, and no more at once than told", async () => {
  const delays = fc.array(fc.nat(4), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 5 }), fc.nat(5), async (turns, width, more) => {
      let running = 0;
      let most = 0;
      const results: number[] = [];
      const work = async (index: number) => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = turns[index] ?? 0; turn >= 0; turn -= 1) await Promise.resolve();
        running -= 1;
        return index;
      };
      for await (const result of inOrder(turns.keys(), { width, held: width + more }, work)) results.push(result);
      expect(results).toEqual([...turns.keys()]);
      expect(most).toBe(Math.min(width, turns.length));
    }),
  );
});

it("goes on while a result is stored, until as many as told wait for their turn", async () => {
  const { begun, work, end } = createWork();
  const results = inOrder([1, 2, 3, 4, 5, 6, 7], { width: 2, held: 4 }, work);
  const first = results.next();
  await end();
  expect(begun).toEqual([1, 2]);
  await end(1);
  expect(await first).toEqual({ value: 10, done: false });
  await end(2, 3);
  // 1 is being stored; 2 and 3 wait, 4 and 5 are under way.
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  await end(4, 5);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  const rest = results.return(undefined);
  await end();
  expect(await rest).toEqual({ value: undefined, done: true });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

it("throws a failure in its turn, when nothing goes on any more, and begins nothing after it", async () => {
  const { begun, ends, work, end } = createWork();
  const results = inOrder([1, 2, 3, 4, 5], { width: 3 }, work);
  const first = results.next();
  await end();
  ends.get(2)?.reject(new Error("no"));
  await end(1);
  expect(await first).toEqual({ value: 10, done: false });
  let thrown = false;
  const second = results.next().catch((error: unknown) => {
    thrown = true;
    return error;
  });
  await end();
  expect(thrown).toBe(false);
  for (const item of begun.slice(2)) await end(item);
  expect(await second).toEqual(new Error("no"));
  expect(begun).not.toContain(5);
});
