import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { cpuSeconds, cpuSecondsOfFamily, parentOf } from "./process-cpu.ts";

const counted = existsSync("/proc/self/stat");

it("counts what a process and its ended children used, or nothing where the system does not tell", () => {
  const before = cpuSecondsOfFamily(process.pid);
  const own = cpuSeconds(process.pid);
  const busy = "for (const end = Date.now() + 300; Date.now() < end;);";
  spawnSync(process.execPath, ["-e", `while (process.cpuUsage().user < 200_000) { ${busy} }`]);
  const after = cpuSecondsOfFamily(process.pid);
  if (counted) {
    expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(0.15);
    expect((cpuSeconds(process.pid) ?? 0) - (own ?? 0)).toBeLessThan((after ?? 0) - (before ?? 0));
    expect(parentOf(process.pid)).toBe(process.ppid);
  } else expect([before, own, after]).toEqual([null, null, null]);
});

it("knows nothing of a process that is not there", () => {
  expect(cpuSeconds(undefined)).toBeNull();
  expect(cpuSeconds(2 ** 30)).toBeNull();
});
