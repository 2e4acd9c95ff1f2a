import type { PlaceReading } from "./types.ts";

/** What is read aloud of a place, and of the stretch that ends there while one is being chosen. */
export function spokenReading(
  read: (index: number) => PlaceReading,
  index: number,
  selection: readonly [number, number] | null,
): string {
  const { title, values, notes } = read(index);
  const told = [...values.map(({ label, text }) => `${label} ${text}`), ...notes.map(({ text }) => text)].join("; ");
  const place = `${title}: ${told}.`;
  if (!selection) return place;
  const [from, to] = [Math.min(...selection), Math.max(...selection)];
  return `Selected ${read(from).title} to ${read(to).title}, ${to - from + 1} steps. ${place}`;
}
