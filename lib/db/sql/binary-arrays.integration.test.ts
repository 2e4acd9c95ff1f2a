import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type BinaryNumber, binaryBytes, binaryInstants, binaryNumbers, binaryTexts } from "./binary-arrays.ts";
import { bytesArray, numberArray, numberFor } from "./bulk.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const runs = { numRuns: 20 };

/** Whether the server reads both parameters as the same array. */
async function same(type: string, binary: Buffer, text: unknown): Promise<boolean> {
  const { rows } = await database.pool.query<{ same: boolean }>(
    `SELECT $1::${type}[] IS NOT DISTINCT FROM $2::${type}[] AS same`,
    [binary, text],
  );
  return rows[0]?.same === true;
}

const numbers = fc.array(
  fc.option(
    fc.oneof(
      fc.double(),
      fc.maxSafeInteger(),
      fc.integer(),
      fc.constantFrom(0, -1, 2 ** 31, 2 ** 32, -(2 ** 32), 2 ** 63, -(2 ** 63), 1e300, 5e-324, Number.NaN),
    ),
  ),
  { minLength: 1, maxLength: 50 },
);

/** The text of an array, with all digits of a number beyond 2^53. */
function textOf(type: BinaryNumber, values: readonly (number | null)[]): unknown {
  if (type !== "bigint") return numberArray(type, values);
  return values.map((value) => {
    const fitting = value === null ? null : numberFor(type, value);
    return fitting === null ? null : BigInt(fitting).toString();
  });
}

it.each(["int", "bigint", "real", "double precision"] as const)(
  "sends numbers as columns of type %s take them",
  async (type) => {
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        expect(await same(type, binaryNumbers(type, values), textOf(type, values))).toBe(true);
      }),
      runs,
    );
  },
);

it.each(["timestamptz", "date"] as const)("sends instants as %s", async (type) => {
  const instants = fc.array(
    fc.date({ min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true }),
    { minLength: 1, maxLength: 50 },
  );
  await fc.assert(
    fc.asyncProperty(instants, async (values) => {
      const texts = values.map((at) => (type === "date" ? at.toISOString().slice(0, 10) : at.toISOString()));
      expect(await same(type, binaryInstants(type, values), texts)).toBe(true);
    }),
    runs,
  );
});

it("refuses an instant that is none", () => {
  expect(() => binaryInstants("date", [new Date(Number.NaN)])).toThrow(RangeError);
});

it("sends byte strings, and empty ones as null", async () => {
  const bytes = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(bytes, async (values) => {
      expect(await same("bytea", binaryBytes(values), bytesArray(values))).toBe(true);
    }),
    runs,
  );
});

it("sends texts as any other parameter sends them", async () => {
  const texts = fc.array(fc.string({ unit: "binary", maxLength: 40 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const strange = [...values, "\0a\0", "\ud800", "👩‍💻", ""];
      expect(await same("text", binaryTexts(strange), strange)).toBe(true);
    }),
    runs,
  );
});
