import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withServerLock } from "./server-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lamplight-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Notes who is inside, with pauses of the event loop at which all others may try. */
function crowd() {
  let inside = 0;
  let most = 0;
  const enter = () =>
    withServerLock(folder, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    });
  return { enter, most: () => most };
}

it("lets one in at a time, however many come at once", async () => {
  const { enter, most } = crowd();
  await Promise.all(Array.from({ length: 12 }, enter));
  expect(most()).toBe(1);
});

it("is taken over from a dead holder by one of all who find it", async () => {
  const locks = join(folder, "locks");
  await mkdir(locks);
  await writeFile(join(locks, "lock-6"), "999999999 1");
  for (let round = 1; round <= 5; round += 1) {
    const { enter, most } = crowd();
    await Promise.all(Array.from({ length: 8 }, enter));
    expect(most()).toBe(1);
    const [last = ""] = readdirSync(locks);
    expect(last).toBe(`lock-${6 + 8 * round}`);
    await writeFile(join(locks, last), "999999999 1");
  }
});

it("leaves one small file behind, and is free after a failure", async () => {
  await expect(withServerLock(folder, () => Promise.reject(new Error("planted")))).rejects.toThrow("planted");
  await withServerLock(folder, async () => undefined);
  expect(readdirSync(join(folder, "locks"))).toEqual(["lock-2"]);
});

it("does not mind that its folder is removed under it", async () => {
  await withServerLock(folder, async () => rmSync(folder, { recursive: true }));
});
