/** Drops the entries that were put in first until at most `keep` are left. */
export function forgetOldest<Value>(map: Map<string, Value>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) {
      return;
    }
    map.delete(key);
  }
}
