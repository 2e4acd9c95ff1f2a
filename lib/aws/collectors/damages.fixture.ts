import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { SentAnswer } from "./answer-server.fixture.ts";

/** Changes a whole answer into one that no service would send. */
export type Damage = (whole: SentAnswer) => SentAnswer;

const text = ({ body }: SentAnswer): string => (typeof body === "string" ? body : Buffer.from(body).toString());
const isJson = ({ type }: SentAnswer): boolean => type.includes("json");

/** Values that no member of any answer may be expected to stand. */
const strange: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53 + 2,
  "",
  "NaN",
  "Infinity",
  "-0",
  "x",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud800",
  "\u202eevil",
  "🦊".repeat(300),
  "x".repeat(70_000),
  [],
  {},
  [[]],
  [null],
  [{}],
  { __proto__: null },
  { constructor: 1 },
  "0000-00-00T00:00:00Z",
  "275760-09-13T00:00:00Z",
  "+275760-09-13T00:00:00.000Z",
  8.64e12,
  1e15,
  "arn:aws:lambda:us-east-1:999988887777:function:other",
];

/** One value at any path becomes another. */
export const anotherValue: fc.Arbitrary<Damage> = fc
  .tuple(fc.nat(1_000), fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...strange) }, fc.jsonValue({ maxDepth: 2 })))
  .map(([at, value]) => (whole) => {
    if (!isJson(whole)) return { ...whole, body: replaceElement(text(whole), at, plainText(value)) };
    return { ...whole, body: JSON.stringify(replaceValue(JSON.parse(text(whole)), at, value)) };
  });

/** One member or element is not there. */
export const missingPart: fc.Arbitrary<Damage> = fc.nat(1_000).map((at) => (whole) => {
  if (!isJson(whole)) return { ...whole, body: replaceElement(text(whole), at, null) };
  return { ...whole, body: JSON.stringify(replaceValue(JSON.parse(text(whole)), at, undefined)) };
});

/** The text ends before its end. */
export const cut: fc.Arbitrary<Damage> = fc
  .double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  .map((share) => (whole) => ({ ...whole, body: text(whole).slice(0, Math.floor(text(whole).length * share)) }));

/** One byte is another. */
export const anotherByte: fc.Arbitrary<Damage> = fc
  .tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  .map(([at, byte]) => (whole) => {
    const bytes = Buffer.from(text(whole));
    bytes[at % bytes.length] = byte;
    return { ...whole, body: bytes };
  });

/** Every text, number or list of the answer at once. */
export const everywhere: fc.Arbitrary<Damage> = fc
  .constantFrom<(value: unknown) => unknown>(
    (value) => (typeof value === "string" ? `${value}\0\ud800` : value),
    (value) => (typeof value === "number" ? 1e300 : value),
    (value) => (typeof value === "number" ? -1 : value),
    (value) => (typeof value === "number" ? "NaN" : value),
    (value) => (Array.isArray(value) ? [...value, ...value, ...value] : value),
    (value) => (Array.isArray(value) ? [null, ...value] : value),
    (value) => (typeof value === "string" ? value.replaceAll("111122223333", "999988887777") : value),
    (value) => (typeof value === "string" ? value.replaceAll("us-east-1", "eu-west-1") : value),
    (value) => (typeof value === "string" ? [value] : value),
    (value) => (typeof value === "number" ? String(value) : value),
  )
  .map(
    (change) => (whole) =>
      isJson(whole) ? { ...whole, body: JSON.stringify(changed(JSON.parse(text(whole)), change)) } : whole,
  );

/** The same text in another dress. */
export const dress: fc.Arbitrary<Damage> = fc.constantFrom<Damage>(
  (whole) => ({ ...whole, body: `\ufeff${text(whole)}` }),
  (whole) => ({ ...whole, body: Buffer.from(text(whole), "utf16le") }),
  (whole) => ({ ...whole, type: `${whole.type}; charset=iso-8859-15` }),
  (whole) => ({ ...whole, headers: { "content-encoding": "gzip" } }),
  (whole) => ({ ...whole, body: gzipSync(text(whole)) }),
  (whole) => ({ ...whole, body: gzipSync(text(whole)), headers: { "content-encoding": "gzip" } }),
  (whole) => ({ ...whole, type: "text/html" }),
  (whole) => ({ ...whole, type: "" }),
  (whole) => ({ ...whole, body: `${text(whole)}${text(whole)}` }),
  (whole) => ({ ...whole, body: text(whole).replace(/^/, "// ") }),
  (whole) => ({ ...whole, body: text(whole).replaceAll(/\d+/g, "NaN") }),
  (whole) => ({ ...whole, earlyHints: true }),
);

export const anyDamage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 6, arbitrary: anotherValue },
  { weight: 2, arbitrary: missingPart },
  { weight: 2, arbitrary: cut },
  { weight: 2, arbitrary: anotherByte },
  { weight: 2, arbitrary: everywhere },
  { weight: 1, arbitrary: dress },
);

/** Each value of a document changed, from the innermost ones outwards. */
function changed(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((item) => changed(item, change)));
  if (value === null || typeof value !== "object") return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item, change)])));
}

function replaceValue(document: unknown, at: number, value: unknown): unknown {
  let count = 0;
  JSON.stringify(document, (_key, item) => {
    count += 1;
    return item;
  });
  const target = 1 + (at % Math.max(1, count - 1));
  let seen = 0;
  return JSON.parse(JSON.stringify(document, (_key, item) => (seen++ === target ? value : item)));
}

/** The `at`th innermost element: with other text, or gone. */
function replaceElement(xml: string, at: number, content: string | null): string {
  const elements = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  const element = elements[at % Math.max(1, elements.length)];
  if (element === undefined) return xml;
  const [whole, name] = element;
  const replaced = content === null ? "" : `<${name}>${content}</${name}>`;
  return `${xml.slice(0, element.index)}${replaced}${xml.slice(element.index + whole.length)}`;
}

function plainText(value: unknown): string {
  const plain = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
