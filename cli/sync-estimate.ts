import { InvalidArgumentError, Option } from "commander";
import { assertKnownPlaces } from "#cli/known-places.ts";
import { withStore } from "#cli/open-store.ts";
import { commandConfig } from "#cli/root.ts";
import { type FleetFigures, usualFigures } from "#lib/domain/collection/estimate-shape.ts";
import { InvalidInputError, NotFoundError } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";
import { estimateFromFigures, estimateSync, type SyncEstimate } from "#lib/services/budget/estimate-sync.ts";
import { estimateLines } from "#lib/services/budget/estimate-text.ts";
import { createServiceContext } from "#lib/services/context.ts";

/** What `--estimate` is told. */
export interface EstimateFlags {
  readonly functions?: number;
  readonly accounts?: number;
  readonly regions?: number;
  readonly rolesPerFunction?: number;
  readonly activeShare?: number;
  readonly listedShare?: number;
  readonly logMb?: number;
  readonly budget?: number;
  readonly quotaShare?: number;
  readonly json?: boolean;
  readonly account?: string[];
  readonly region?: string[];
  readonly source?: string[];
  readonly wait?: boolean;
}

/** Options of `--estimate`, in the order in which people need them. */
export function estimateOptions(): Option[] {
  return [
    number(
      "--functions <count>",
      "with --estimate: a fleet of so many functions, instead of the one in the store",
      whole,
    ),
    number("--accounts <count>", "with --functions: accounts they lie in (1)", whole),
    number("--regions <count>", "with --functions: Regions they lie in, in each account (1)", whole),
    number(
      "--active-share <share>",
      `with --functions: part that ran within three hours (${usualFigures.activeShare})`,
      share,
    ),
    number(
      "--listed-share <share>",
      `with --functions: part that ran within two weeks (${usualFigures.listedShare})`,
      share,
    ),
    number("--roles-per-function <number>", `with --functions: (${usualFigures.rolesPerFunction})`, amount),
    number(
      "--log-mb <number>",
      `with --functions: MB of logs an active function writes a day (${usualFigures.logMbPerActiveFunctionDay})`,
      amount,
    ),
    number("--budget <dollars>", "with --estimate: what this monthly budget would slow", amount),
    number("--quota-share <share>", "with --estimate: part of AWS's quotas to use", share),
    new Option("--json", "with --estimate: as JSON on standard output"),
  ];
}

function number(flags: string, description: string, parse: (value: string) => number): Option {
  return new Option(flags, description).argParser(parse);
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("Give a whole number from 1.");
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("A share lies between 0 and 1.");
  return value;
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("Give a number from 0.");
  return value;
}

/** Prints what a sync would ask of AWS: the estimate alone on standard output, and no call to AWS. */
export async function runEstimate(flags: EstimateFlags): Promise<void> {
  if (flags.wait || flags.source) {
    throw new InvalidInputError("--estimate makes no sync and tells about all sources: leave out --wait and --source.");
  }
  const estimate = flags.functions === undefined ? await fromStore(flags) : fromFlags(flags, flags.functions);
  const text = flags.json ? JSON.stringify(estimate, null, 2) : estimateLines(estimate).join("\n");
  process.stdout.write(`${text}\n`);
}

function fromFlags(flags: EstimateFlags, functions: number): SyncEstimate {
  if (flags.account || flags.region) {
    throw new InvalidInputError("--functions describes a fleet of its own: leave out --account and --region.");
  }
  const { accounts = 1, regions = 1, activeShare = usualFigures.activeShare } = flags;
  const figures: FleetFigures = {
    ...usualFigures,
    functions,
    accounts,
    regions,
    activeShare,
    // Who ran within three hours ran within two weeks.
    listedShare: Math.max(activeShare, flags.listedShare ?? usualFigures.listedShare),
    rolesPerFunction: flags.rolesPerFunction ?? usualFigures.rolesPerFunction,
    logMbPerActiveFunctionDay: flags.logMb ?? usualFigures.logMbPerActiveFunctionDay,
  };
  const quotaShare = quotaShareOf(flags);
  return estimateFromFigures(figures, { quotaShare, monthlyBudgetUsd: flags.budget ?? null, now: new Date() });
}

async function fromStore(flags: EstimateFlags): Promise<SyncEstimate> {
  const config = commandConfig();
  return withStore(config, async (db) => {
    const context = createServiceContext({ db, logger, actor: { kind: "cli", name: "command line" } });
    const scope = { accounts: flags.account, regions: flags.region };
    const estimate = await estimateSync(context, {
      quotaShare: quotaShareOf(flags),
      scope,
      ...(flags.budget === undefined ? {} : { monthlyBudgetUsd: flags.budget }),
    });
    if (estimate !== null) await assertKnownPlaces(db, scope);
    if (estimate === null) {
      throw new NotFoundError("No fleet has been read yet, so there is nothing to count.", {
        remedy: "Say how big it is: --functions 1000 --accounts 10 --regions 4.",
      });
    }
    return estimate;
  });
}

function quotaShareOf({ quotaShare }: EstimateFlags): number {
  return quotaShare === undefined || quotaShare === 0 ? commandConfig().quotaShare : quotaShare;
}
