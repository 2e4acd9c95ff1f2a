import { describe, expect, it } from "vitest";
import { isInRange } from "./ip-range.ts";

describe("isInRange", () => {
  it.each([
    ["10.0.0.0/8", "10.255.0.1", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.8", false],
    ["203.0.113.0/31", "203.0.113.1", true],
    ["0.0.0.0/0", "198.51.100.1", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "2001:db8::1", true],
    ["::/0", "198.51.100.1", false],
    ["2001:db8::/32", "2001:DB8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["2001:db8::1", "2001:db8:0:0:0:0:0:1", true],
    ["10.0.0.0/8", "::ffff:10.1.2.3", true],
    ["64:ff9b::/96", "64:ff9b::192.0.2.1", true],
    ["10.0.0.0/33", "10.0.0.0", false],
    ["10.0.0/8", "10.0.0.1", false],
    ["10.0.0.0/8", "10.0.0.256", false],
    ["10.0.0.0/x", "10.0.0.1", false],
    ["1::2::3", "1::3", false],
    ["1:2:3:4:5:6:7:8:9/16", "1::", false],
    ["example.com", "example.com", false],
  ])("%s holds %s: %s", (range, address, expected) => {
    expect(isInRange(range, address)).toBe(expected);
  });
});
