import { describe, expect, it } from "vitest";
import { ViewCache } from "./view-cache.ts";

function open() {
  const store = { version: "1", isSyncing: false, nowMs: 0 };
  const cache = new ViewCache({ readVersion: async () => ({ ...store }), nowMs: () => store.nowMs });
  let readings = 0;
  const read = async () => ({ reading: ++readings });
  return { store, cache, read, readings: () => readings };
}

describe("views that are kept", () => {
  it("are read once for all who ask for the same, also at the same time", async () => {
    const { cache, read } = open();
    const [one, two] = await Promise.all([cache.get("a", read), cache.get("a", read)]);
    expect([one, two, await cache.get("a", read)]).toEqual([{ reading: 1 }, { reading: 1 }, { reading: 1 }]);
    expect(await cache.get("b", read)).toEqual({ reading: 2 });
  });

  it("are read anew when the store is another", async () => {
    const { store, cache, read } = open();
    await cache.get("a", read);
    store.version = "2";
    expect(await cache.get("a", read)).toEqual({ reading: 2 });
  });

  it("are kept for five minutes, and for five seconds while a sync writes", async () => {
    const { store, cache, read } = open();
    await cache.get("a", read);
    store.nowMs = 299_999;
    expect(await cache.get("a", read)).toEqual({ reading: 1 });
    store.nowMs = 300_000;
    expect(await cache.get("a", read)).toEqual({ reading: 2 });
    store.isSyncing = true;
    store.nowMs = 304_999;
    expect(await cache.get("a", read)).toEqual({ reading: 2 });
    store.nowMs = 305_000;
    expect(await cache.get("a", read)).toEqual({ reading: 3 });
  });

  it("are not kept beyond a change that this process made while they were read", async () => {
    const { cache, read } = open();
    let finish = (): void => undefined;
    const slow = cache.get("a", async () => {
      await new Promise<void>((done) => {
        finish = done;
      });
      return { reading: "before the change" };
    });
    await new Promise((done) => setImmediate(done));
    cache.forget();
    finish();
    expect(await slow).toEqual({ reading: "before the change" });
    expect(await cache.get("a", read)).toEqual({ reading: 1 });
  });

  it("fail for those who waited, and are read anew after that", async () => {
    const { cache, read } = open();
    const failing = async () => {
      throw new Error("the store is away");
    };
    const both = await Promise.allSettled([cache.get("a", failing), cache.get("a", failing)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await cache.get("a", read)).toEqual({ reading: 1 });
  });

  it("are no more than 48: those that nobody asked for longest are let go", async () => {
    const { cache, read, readings } = open();
    for (let key = 0; key < 48; key += 1) await cache.get(String(key), read);
    await cache.get("0", read);
    await cache.get("48", read);
    expect(readings()).toBe(49);
    await cache.get("0", read);
    expect(readings()).toBe(49);
    await cache.get("1", read);
    expect(readings()).toBe(50);
  });
});
