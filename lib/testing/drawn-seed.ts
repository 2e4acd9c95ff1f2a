/**
 * The seed of what tests draw: properties, damages, fleets. The same in every run, so that a commit that passed passes
 * again. `LAMPLIGHT_FUZZ_SEED=random` draws anew, to search for faults; a number repeats what was drawn then.
 */
export const drawnSeed = seedFrom(process.env.LAMPLIGHT_FUZZ_SEED);

function seedFrom(text: string | undefined): number {
  if (text === undefined || text === "") return 1_122_334_455;
  if (text === "random") return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(text);
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`LAMPLIGHT_FUZZ_SEED is a whole number or "random", not ${text}.`);
  return seed;
}
