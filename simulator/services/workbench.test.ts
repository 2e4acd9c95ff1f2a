import { describe, expect, it } from "vitest";
import { Workbench } from "./workbench.ts";

function* busyUntil(isOver: () => boolean): Generator<void, string> {
  while (!isOver()) yield;
  return "over";
}

describe("Workbench", () => {
  it("answers others while something that takes long is computed", async () => {
    const workbench = new Workbench();
    let turns = 0;
    const long = workbench.run(busyUntil(() => turns >= 20));
    for (; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await long).toBe("over");
  });

  it("gives everyone a slice in turn, so that what is short ends first", async () => {
    const workbench = new Workbench();
    const order: string[] = [];
    const long = workbench.run(busyUntil(() => order.length >= 2)).then(() => order.push("long"));
    const short = ["one", "two"].map((name) => workbench.run(busyUntil(() => true)).then(() => order.push(name)));
    await Promise.all([long, ...short]);
    expect(order).toEqual(["one", "two", "long"]);
  });

  it("begins eight at once, and the others in the order they came as soon as there is a place", async () => {
    const workbench = new Workbench();
    const begun: number[] = [];
    let over = 0;
    function* job(index: number): Generator<void, number> {
      begun.push(index);
      while (over <= index) yield;
      return index;
    }
    const all = Array.from({ length: 11 }, (_, index) => workbench.run(job(index)));
    while (begun.length < 8) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    over = 1;
    await all[0];
    while (begun.length < 9) await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    over = 11;
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("gives up what nobody wants any more, and everything once it is closed", async () => {
    const workbench = new Workbench();
    let wanted = true;
    const unwanted = workbench.run(
      busyUntil(() => false),
      () => wanted,
    );
    const never = workbench.run(busyUntil(() => false));
    wanted = false;
    expect(await unwanted).toBeNull();
    workbench.close();
    expect(await never).toBeNull();
  });

  it("hands on what goes wrong, and goes on", async () => {
    const workbench = new Workbench();
    const failing = workbench.run(
      busyUntil(() => {
        throw new RangeError("no such day");
      }),
    );
    await expect(failing).rejects.toThrow("no such day");
    expect(await workbench.run(busyUntil(() => true))).toBe("over");
  });
});
