/** A place in pixels; `y` null where nothing is known. */
export interface Place {
  readonly x: number;
  readonly y: number | null;
}

/** A range of values in pixels; null where nothing is known. */
export interface BandPlace {
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Half the width of the stroke that shows a value with no neighbour. */
const lone = 1.5;

/** A line through the places, broken where nothing is known; a value between two gaps is a short stroke. */
export function linePath(places: readonly Place[]): string {
  let path = "";
  for (let k = 0; k < places.length; k += 1) {
    const { x, y } = places[k] ?? { x: 0, y: null };
    if (y === null) continue;
    const open = (places[k - 1]?.y ?? null) !== null;
    const goesOn = (places[k + 1]?.y ?? null) !== null;
    if (open) path += `L${px(x)} ${px(y)}`;
    else path += goesOn ? `M${px(x)} ${px(y)}` : `M${px(x - lone)} ${px(y)}h${2 * lone}`;
  }
  return path;
}

/** The area between two lines, one closed shape for each stretch without a gap. */
export function bandPath(places: readonly BandPlace[]): string {
  let path = "";
  let run: { readonly x: number; readonly low: number; readonly high: number }[] = [];
  const close = () => {
    const [only] = run;
    // A lone value has no width of its own.
    if (run.length === 1 && only)
      run = [
        { ...only, x: only.x - lone },
        { ...only, x: only.x + lone },
      ];
    if (run.length > 0) {
      const up = run.map(({ x, high }) => `${px(x)} ${px(high)}`).join("L");
      const back = run
        .toReversed()
        .map(({ x, low }) => `${px(x)} ${px(low)}`)
        .join("L");
      path += `M${up}L${back}Z`;
    }
    run = [];
  };
  for (const { x, low, high } of places) {
    if (low === null || high === null) close();
    else run.push({ x, low, high });
  }
  close();
  return path;
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
