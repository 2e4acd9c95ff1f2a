import { describe, expect, it } from "vitest";
import { mendDates } from "./mend-dates.ts";

const mended = (xml: string) => new TextDecoder().decode(mendDates(new TextEncoder().encode(xml)));

describe("mendDates", () => {
  it.each(["2026-01-01T00:00:00Z", "2026-01-01T23:59:60.123456+02:00", "1969-12-31T00:00:00z"])("keeps %s", (date) => {
    const xml = `<a><CreateDate>${date}</CreateDate><createTime>${date}</createTime></a>`;
    expect(mended(xml)).toBe(xml);
  });

  it.each(["", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01", "1767225600", "2026-01-01T24:00:00Z", "&lt;"])(
    "leaves out %j and keeps all else",
    (date) => {
      expect(mended(`<m><Name>r</Name><CreateDate>${date}</CreateDate><Path>/</Path></m>`)).toBe(
        "<m><Name>r</Name><Path>/</Path></m>",
      );
    },
  );

  it("leaves a time alone whose absence would say never", () => {
    const xml = "<m><LastAccessedTime>soon</LastAccessedTime></m>";
    expect(mended(xml)).toBe(xml);
  });

  it("leaves elements alone that are no dates", () => {
    const xml = "<m><DateName>x</DateName><Date><Day>1</Day></Date><Update>soon</Update></m>";
    expect(mended(xml)).toBe(xml);
  });
});
