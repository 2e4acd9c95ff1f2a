/** How long a view is kept at most while nothing is known to have changed: for what no version tells (pruning at night). */
const keptMs = 5 * 60_000;
/** While a sync writes, what was read is soon out of date; this only spares many visitors at once. */
const keptInSyncMs = 5_000;
/** A view holds up to a megabyte. */
const mostViews = 48;

/** What views are read from, as far as it can be told cheaply. */
export interface StoreVersion {
  /** Another text after every change that a person or an ended sync made. */
  readonly version: string;
  readonly isSyncing: boolean;
}

interface KeptView {
  readonly version: string;
  readonly readAtMs: number;
  readonly view: Promise<unknown>;
}

interface ViewCacheOptions {
  readonly readVersion: () => Promise<StoreVersion>;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
}

/**
 * Views that were read once and are given to all who ask for the same while what they were read from stays the same. Who
 * asks while one is being read waits for that reading. Views are shared: nobody may change one. Rights belong in the key.
 */
export class ViewCache {
  readonly #views = new Map<string, KeptView>();
  readonly #options: ViewCacheOptions;
  /** Counts changes made by this process: a view whose reading began before one is not kept beyond it. */
  #changes = 0;

  constructor(options: ViewCacheOptions) {
    this.#options = options;
  }

  /** The view of a key: the kept one, or what `read` gives. A failure is told to those who waited and not kept. */
  async get<View>(key: string, read: () => Promise<View>): Promise<View> {
    const { version, isSyncing } = await this.#options.readVersion();
    const current = `${this.#changes} ${version}`;
    const nowMs = this.#options.nowMs();
    const kept = this.#views.get(key);
    this.#views.delete(key);
    if (kept?.version === current && nowMs - kept.readAtMs < (isSyncing ? keptInSyncMs : keptMs)) {
      this.#views.set(key, kept);
      return (await kept.view) as View;
    }
    const entry = { version: current, readAtMs: nowMs, view: read() };
    this.#views.set(key, entry);
    this.#dropOldest();
    try {
      return await entry.view;
    } catch (error) {
      if (this.#views.get(key) === entry) this.#views.delete(key);
      throw error;
    }
  }

  /** Something was changed by this process: every view is read anew. */
  forget(): void {
    this.#changes += 1;
    this.#views.clear();
  }

  /** The map is in the order of use. */
  #dropOldest(): void {
    for (const key of this.#views.keys()) {
      if (this.#views.size <= mostViews) return;
      this.#views.delete(key);
    }
  }
}
