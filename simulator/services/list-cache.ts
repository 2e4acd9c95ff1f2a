interface Entry {
  readonly items: readonly unknown[];
}

/**
 * Keeps the lists that were asked for last, since a list of a large account-Region is built whole but read page by page.
 * Bounded by the number of items, so that memory stays flat however many accounts there are.
 */
export class ListCache {
  readonly #entries = new Map<string, Entry>();
  readonly #maxItems: number;
  #items = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  /** The list of this name; it must be the same whenever it is made. */
  get<Item>(
    call: { readonly accountId: string; readonly region: string },
    name: string,
    make: () => readonly Item[],
  ): readonly Item[] {
    const key = `${call.accountId}/${call.region}/${name}`;
    const known = this.#entries.get(key);
    if (known !== undefined) {
      // The last used list moves to the end, where it is dropped last. A name stands for one kind of item.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.items as readonly Item[];
    }
    const items = make();
    this.#entries.set(key, { items });
    this.#items += items.length + 1;
    this.#drop(key);
    return items;
  }

  #drop(newest: string): void {
    for (const [key, { items }] of this.#entries) {
      if (this.#items <= this.#maxItems || key === newest) {
        return;
      }
      this.#entries.delete(key);
      this.#items -= items.length + 1;
    }
  }
}
