/** A seeded bijection of 0…size-1 onto itself by r = (a·i + b) mod size: both directions cost nothing and keep nothing. */
export interface Permutation {
  forward(index: number): number;
  backward(rank: number): number;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function inverse(a: number, modulus: number): number {
  let [r0, r1, s0, s1] = [a, modulus, 1, 0];
  while (r1 !== 0) {
    const quotient = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  return ((s0 % modulus) + modulus) % modulus;
}

/** `u` and `v` in [0, 1) choose the factor and the shift. Sizes up to 90,000,000 stay within exact integers. */
export function createPermutation(size: number, u: number, v: number): Permutation {
  if (size <= 1) return { forward: () => 0, backward: () => 0 };
  let factor = 1 + Math.floor((0.2 + 0.6 * u) * (size - 1));
  while (greatestCommonDivisor(factor, size) !== 1) factor = (factor % size) + 1;
  const shift = Math.floor(v * size);
  const back = inverse(factor, size);
  return {
    forward: (index) => (factor * index + shift) % size,
    backward: (rank) => (back * ((rank - shift + size) % size)) % size,
  };
}
