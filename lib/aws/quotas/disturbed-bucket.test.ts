import fc from "fast-check";
import { expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.fixture.ts";
import { createTokenBucket } from "./token-bucket.ts";

const step = fc.record({
  pauseMs: fc.integer({ min: 0, max: 700 }),
  /** Tasks that ask at this moment, each for so many calls. */
  calls: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
  urgent: fc.boolean(),
  /** Of the calls of this step, these are given up at the next one. */
  leave: fc.integer({ min: 0, max: 3 }),
  answer: fc.constantFrom("none", "throttled", "succeeded"),
});

it("throttles, recoveries and callers who leave: never more than rate and burst allow, nobody is forgotten, each task in its order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.array(step, { minLength: 1, maxLength: 25 }),
      async (rate, steps) => {
        const clock = createFakeClock();
        const bucket = createTokenBucket(rate, clock);
        const sent: { readonly at: number; readonly task: string; readonly number: number }[] = [];
        let wanted = 0;
        let left = 0;
        const leaving: AbortController[] = [];
        for (const [index, { pauseMs, calls, urgent, leave, answer }] of steps.entries()) {
          for (const giveUp of leaving.splice(0)) giveUp.abort(new Error("given up"));
          for (const [task, count] of calls.entries()) {
            for (let number = 0; number < count; number += 1) {
              wanted += 1;
              const abort = new AbortController();
              if (leaving.length < leave) leaving.push(abort);
              void bucket.take({ urgent, signal: abort.signal }).then(
                () => sent.push({ at: clock.now(), task: `${index}/${task}`, number }),
                () => {
                  left += 1;
                },
              );
            }
          }
          if (answer === "throttled") bucket.throttled();
          if (answer === "succeeded") bucket.succeeded();
          await clock.pass(pauseMs);
        }
        for (const giveUp of leaving.splice(0)) giveUp.abort(new Error("given up"));
        // Slowed down to a fiftieth at most, and then once more as long as all of them take.
        await clock.pass((50 * (wanted + 2) * 1_000) / rate + 5_000);
        expect(sent.length + left).toBe(wanted);
        expect(sent.map(({ at }) => at)).toEqual(sent.map(({ at }) => at).toSorted((one, other) => one - other));
        const burst = Math.max(1, rate * 0.5);
        let most = 0;
        for (const [first, { at: from }] of sent.entries()) {
          for (const [last, { at: to }] of sent.entries()) {
            if (last >= first) most = Math.max(most, last - first + 1 - burst - ((to - from) * rate) / 1_000);
          }
        }
        expect(most).toBeLessThanOrEqual(1e-3);
        for (const numbers of Map.groupBy(sent, ({ task }) => task).values()) {
          expect(numbers.map(({ number }) => number)).toEqual(
            numbers.map(({ number }) => number).toSorted((one, other) => one - other),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

it("is fair: of tasks that ask call by call each gets as many as any other", async () => {
  const clock = createFakeClock();
  const bucket = createTokenBucket(10, clock);
  const got = new Map<string, number>();
  const stop = new AbortController();
  for (const task of ["a", "b", "c", "d"]) {
    void (async () => {
      for (;;) {
        await bucket.take({ signal: stop.signal });
        got.set(task, (got.get(task) ?? 0) + 1);
      }
    })().catch(() => undefined);
  }
  await clock.pass(20_000);
  stop.abort(new Error("enough"));
  const counts = [...got.values()];
  expect(counts).toHaveLength(4);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(3);
});
