import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFleet } from "#simulator/fleet/fleet.ts";
import type { BenchContext } from "./bench.ts";
import { ownFolder } from "./own-store.ts";

const wantedRoles = 5_000;
const quickRoles = 500;
/** Functions for each role: how many share one is the simulated fleet's own affair, so the first that is enough is taken. */
const functionsPerRole = [2.5, 5, 10, 20];

/** The file of `--file`, or the roles of one account of a simulated fleet in the form that AWS's command prints. */
export async function roleFile(context: BenchContext): Promise<string> {
  const { file, quick } = context.options;
  return file ?? (await writeDetails(context, quick ? quickRoles : wantedRoles));
}

/** What IAM knows of the one account of a fleet that is large enough. */
function accountWith(wanted: number) {
  for (const perRole of functionsPerRole) {
    const functions = Math.ceil(wanted * perRole);
    const fleet = createFleet({ seed: 1, accounts: 1, regions: ["eu-west-1"], functions, now: new Date() });
    const account = fleet.iam(fleet.accounts[0]?.id ?? "");
    if (account !== null && account.roles().length >= wanted) return account;
  }
  throw new Error(`No simulated account has ${wanted} roles.`);
}

async function writeDetails(context: BenchContext, wanted: number): Promise<string> {
  const account = accountWith(wanted);
  const roles = account.roles().slice(0, wanted);
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
  return file;
}

/** IAM sends documents URL-encoded; the AWS command line prints them as objects. */
function plain(document: string | undefined): object {
  return JSON.parse(decodeURIComponent(document ?? "%7B%7D"));
}
