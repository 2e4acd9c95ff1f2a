import { expect, it } from "vitest";
import { sharedMax, sparklinePath } from "./sparkline-path.ts";

it("draws zero at the bottom, the maximum at the top and gaps as gaps", () => {
  expect(sparklinePath([0, 10, null, 5, 5], 10, 40, 20)).toBe("M0 20L10 0M30 10L40 10");
});

it("shows a value that stands alone", () => expect(sparklinePath([null, 5, null], 10, 20, 10)).toBe("M10 5h5"));

it("shares a scale and ignores what is not known", () => expect(sharedMax([[1, null], [7], []])).toBe(7));
