const star = 42;
const questionMark = 63;

/**
 * Whether `pattern` matches the whole of `text`: `*` is any run of characters (colons and slashes too), `?` exactly one.
 *
 * Greedy with one point of return, so a hostile pattern costs at most pattern × text and never more. Compares code
 * units as they are: fold case before where the grammar ignores it (actions, condition keys).
 */
export function matchPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (t < text.length) {
    const code = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (code === star) {
      starAt = p++;
      resumeAt = t;
    } else if (code === questionMark || code === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (starAt >= 0) {
      p = starAt + 1;
      t = ++resumeAt;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern.charCodeAt(p) === star) p++;
  return p === pattern.length;
}

/** Whether some text matches both patterns. Costs first × second. */
export function patternsOverlap(first: string, second: string): boolean {
  // reachable[j]: some text matches the first i characters of `first` and the first j of `second`.
  let reachable = new Array<boolean>(second.length + 1).fill(false);
  reachable[0] = true;
  for (let j = 1; j <= second.length && second.charCodeAt(j - 1) === star; j++) reachable[j] = true;
  for (let i = 1; i <= first.length; i++) {
    const a = first.charCodeAt(i - 1);
    const next = new Array<boolean>(second.length + 1).fill(false);
    next[0] = a === star && reachable[0] === true;
    for (let j = 1; j <= second.length; j++) {
      const b = second.charCodeAt(j - 1);
      if (a === star || b === star) next[j] = reachable[j] === true || next[j - 1] === true;
      else if (a === b || a === questionMark || b === questionMark) next[j] = reachable[j - 1] === true;
    }
    reachable = next;
  }
  return reachable[second.length] === true;
}

/** Whether a text holds nothing but wildcards and separators, so that it matches anything of its kind. */
export function isOnlyWildcards(text: string): boolean {
  return text.includes("*") ? /^[*?:/]+$/.test(text) : /^[?]+$/.test(text);
}
