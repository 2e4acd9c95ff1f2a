import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Rgb = readonly [number, number, number];
const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** Both values of a colour token, linear light. */
function token(name: string): { readonly light: Rgb; readonly dark: Rgb } {
  const match = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const [, light, dark] = match ?? [];
  if (!light || !dark) throw new Error(`--color-${name} is not a pair of colours`);
  return { light: linear(light), dark: linear(dark) };
}

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [a, b]
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Full dichromacy after Machado, Oliveira and Fernandes (2009), in linear light. */
const visions: Record<string, readonly [Rgb, Rgb, Rgb]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** OKLab: equal distances look equally different. */
function oklab(color: Rgb): Rgb {
  const cone = (weights: Rgb) => Math.cbrt(Math.max(0, dot(weights, color)));
  const lms: Rgb = [
    cone([0.4122214708, 0.5363325363, 0.0514459929]),
    cone([0.2119034982, 0.6806995451, 0.1073969566]),
    cone([0.0883024619, 0.2817188376, 0.6299787005]),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

function seen(color: Rgb, vision: readonly [Rgb, Rgb, Rgb]): Rgb {
  const [red, green, blue] = vision;
  return oklab([dot(red, color), dot(green, color), dot(blue, color)]);
}

const names = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `series-${n}`);

describe.each(["light", "dark"] as const)("colours, %s", (theme) => {
  it("show every series against the surface (3 : 1, WCAG 1.4.11)", () => {
    for (const name of [...names, "series-other"])
      expect(contrast(token(name)[theme], token("surface")[theme]), name).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(visions))("keep all series apart under %s vision", (name) => {
    const vision = visions[name];
    if (!vision) throw new Error(name);
    const colors = [...names, "series-other"].map((one) => ({ one, lab: seen(token(one)[theme], vision) }));
    for (const [index, a] of colors.entries()) {
      for (const b of colors.slice(index + 1))
        expect(
          Math.hypot(a.lab[0] - b.lab[0], a.lab[1] - b.lab[1], a.lab[2] - b.lab[2]),
          `${a.one} and ${b.one}`,
        ).toBeGreaterThan(0.075);
    }
  });

  it("give text that is read all day more than AA asks", () => {
    for (const ground of ["surface", "canvas", "sunken", "hover"]) {
      expect(contrast(token("ink")[theme], token(ground)[theme]), `ink on ${ground}`).toBeGreaterThanOrEqual(12);
      expect(contrast(token("muted")[theme], token(ground)[theme]), `muted on ${ground}`).toBeGreaterThanOrEqual(7);
      expect(contrast(token("faint")[theme], token(ground)[theme]), `faint on ${ground}`).toBeGreaterThanOrEqual(4.8);
      expect(contrast(token("accent")[theme], token(ground)[theme]), `accent on ${ground}`).toBeGreaterThanOrEqual(5.5);
    }
  });

  it.each(["critical", "high", "medium", "low", "good", "info", "accent"])(
    "let %s be read on its own ground",
    (name) => {
      expect(contrast(token(name)[theme], token(`${name}-soft`)[theme])).toBeGreaterThanOrEqual(5);
      expect(contrast(token(name)[theme], token("surface")[theme])).toBeGreaterThanOrEqual(5);
    },
  );
});
