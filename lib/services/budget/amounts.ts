/** Dollars as people read them; what would round to nothing says that it is little. */
export function dollarText(usd: number): string {
  return usd > 0 && usd < 0.01 ? "less than $0.01" : `$${usd.toFixed(2)}`;
}

/** 12,449. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** "45 s", "14 min", "2.5 h". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

export function gigabytes(bytes: number): string {
  const value = bytes / gigabyte;
  return `${value < 10 ? value.toFixed(1) : count(value)} GB`;
}

const gigabyte = 2 ** 30;
