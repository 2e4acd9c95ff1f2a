import { describe, expect, it } from "vitest";
import { drawableXml } from "./chart-png.ts";

describe("drawableXml", () => {
  it("leaves what can be drawn as it is", () => {
    const text = "<text>Rechnungen \u00fc \u{1f680}\t\n&lt;</text>";
    expect(drawableXml(text)).toBe(text);
  });

  it("replaces control characters and halves of pairs, which would spoil the picture", () => {
    const text = drawableXml("a\u0000b\u001b[31mc\ud800d\uffff");
    expect(text).toBe("a\ufffdb\ufffd[31mc\ufffdd\ufffd");
    expect(() => encodeURIComponent(text)).not.toThrow();
  });
});
