/** One look for all charts: quiet axes, no animation, and the same room on all sides, so that their axes stand in line. */
export const axisTick = { fill: "var(--color-faint)", fontSize: 11 };
export const gridProps = { stroke: "var(--color-grid)", vertical: false };

/** Room around what is drawn, in pixels: overlays in HTML rely on it, and no axis is measured after it was drawn. */
export const plotRoom = { top: 10, right: 12, bottom: 26, left: 60 } as const;
export const plotMargin = { top: plotRoom.top, right: plotRoom.right, bottom: 0, left: 0 };

/** The place of a share (0 to 1) of the plot's width, as a CSS length of the whole chart's. */
export function plotLeft(share: number): string {
  return `calc(${plotRoom.left}px + ${share} * (100% - ${plotRoom.left + plotRoom.right}px))`;
}

/** The same from the right. */
export function plotRight(share: number): string {
  return `calc(${plotRoom.right}px + ${1 - share} * (100% - ${plotRoom.left + plotRoom.right}px))`;
}
