import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { root } from "#cli/root.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { Bench, BenchContext } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";
import { ownFolder } from "./setup/own-store.ts";
import { noMemoryNote } from "./setup/process-memory.ts";

const wantedRoles = 5_000;
const runs = 3;
const answerSchema = z.object({
  roles: z.number(),
  admins: z.number(),
  unknown: z.number(),
  peakMb: z.number().nullable(),
});

/** What the roles of a big account may really do, from a cold start: process, file and all. */
export const bench: Bench = {
  name: "iam-5000-roles",
  title: "Effective permissions of 5,000 roles, cold: process start and file reading included",
  async *run(context) {
    const file = context.options.file ?? (await writeDetails(context));
    const results = [];
    for (let run = 0; run < runs; run += 1) results.push(await judge(file));
    const [first] = results;
    if (first === undefined) return;
    const bare = medianOf(await Promise.all([await startAlone(), await startAlone(), await startAlone()]));
    yield {
      name: "iam-5000-roles.wall",
      value: medianOf(results.map(({ seconds }) => seconds)),
      unit: "s",
      bar: 2,
      note: `median of ${runs}; ${first.roles} roles, ${first.admins} admin, ${first.unknown} unknown; Node alone starts in ${bare.toFixed(2)} s`,
    };
    const peaks = results.flatMap(({ peakMb }) => peakMb ?? []);
    yield {
      name: "iam-5000-roles.memory",
      value: peaks.length > 0 ? Math.max(...peaks) : null,
      unit: "MB",
      bar: 400,
      ...(peaks.length > 0 ? {} : { note: noMemoryNote }),
    };
  },
};

async function judge(file: string) {
  const started = performance.now();
  const text = await run(["--disable-warning=ExperimentalWarning", join(root, "bench/judge-roles.ts"), file]);
  return { seconds: (performance.now() - started) / 1_000, ...answerSchema.parse(JSON.parse(text)) };
}

async function startAlone(): Promise<number> {
  const started = performance.now();
  await run(["--eval", "0"]);
  return (performance.now() - started) / 1_000;
}

async function run(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`A process of the bench ended with exit code ${code}.`);
  return Buffer.concat(chunks).toString();
}

/** The roles of one account of a simulated fleet, in the form that `aws iam get-account-authorization-details` prints. */
async function writeDetails(context: BenchContext): Promise<string> {
  const iam = createFleet({ seed: 1, accounts: 1, regions: ["eu-west-1"], functions: 11_000, now: new Date() });
  const account = iam.iam(iam.accounts[0]?.id ?? "");
  if (account === null) throw new Error("The simulated account has no IAM.");
  const roles = account.roles().slice(0, wantedRoles);
  const details = {
    RoleDetailList: roles.map((role) => ({
      ...role,
      AssumeRolePolicyDocument: plain(role.AssumeRolePolicyDocument),
      RolePolicyList: (role.RolePolicyList ?? []).map((policy) => ({
        ...policy,
        PolicyDocument: plain(policy.PolicyDocument),
      })),
    })),
    Policies: [...account.localPolicies(), ...account.awsPolicies()].map((policy) => ({
      ...policy,
      PolicyVersionList: (policy.PolicyVersionList ?? []).map((version) => ({
        ...version,
        Document: plain(version.Document),
      })),
    })),
  };
  const file = join(await ownFolder(context.undo), "details.json");
  await writeFile(file, JSON.stringify(details));
  if (roles.length < wantedRoles) context.explain(`The simulated account has only ${roles.length} roles.`);
  return file;
}

/** IAM sends documents URL-encoded; the AWS command line prints them as objects. */
function plain(document: string | undefined): object {
  return JSON.parse(decodeURIComponent(document ?? "%7B%7D"));
}
