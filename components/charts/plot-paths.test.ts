import { describe, expect, it } from "vitest";
import { bandPath, linePath } from "./plot-paths.ts";

const line = (values: readonly (number | null)[]) => linePath(values.map((y, x) => ({ x: x * 10, y })));

describe("paths", () => {
  it("break where nothing is known", () => expect(line([1, 2, null, 4, 5])).toBe("M0 1L10 2M30 4L40 5"));
  it("show a value that stands alone", () => expect(line([null, 7, null])).toBe("M8.5 7h3"));
  it("are empty where nothing is known at all", () => expect(line([null, null])).toBe(""));
  it("close each stretch of a band on its own", () => {
    const band = [0, 1, null, 3].map((low, k) => ({ x: k * 10, low, high: low === null ? null : low + 5 }));
    expect(bandPath(band)).toBe("M0 5L10 6L10 1L0 0ZM28.5 8L31.5 8L31.5 3L28.5 3Z");
  });
});
