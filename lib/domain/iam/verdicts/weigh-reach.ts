import {
  type ActionSet,
  addsTo,
  countActions,
  difference,
  hasSomeOf,
  intersection,
  isEmptySet,
} from "#lib/domain/iam/action-set.ts";
import type { ServiceRange } from "#lib/domain/iam/action-universe.ts";
import { actionsNamed, servicesOf } from "./action-indices.ts";
import { credentialActions } from "./credential-actions.ts";
import type { DataExfiltration } from "./data-exfiltration.ts";
import type { Weight } from "./reach.ts";
import { type RoleSweep, scopableActions } from "./sweeping-grants.ts";
import { writingActions } from "./writing-actions.ts";

/**
 * Services that hold logs, traces and metrics. More of them than an execution role needs is common, since it is written
 * `logs:*`, and little to fear: it must not drown what is.
 */
const tellingServices = new Set(["cloudwatch", "logs", "xray"]);
/** Writes over so many services are no longer about one task. */
const manyServices = 10;
/** Services named in a sentence; the others are counted. */
const mostNamed = 3;

const plural = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** Names as people list them, the first few and how many more. */
function listed(names: readonly string[]): string {
  if (names.length > mostNamed) {
    return `${names.slice(0, mostNamed).join(", ")} and ${names.length - mostNamed} more`;
  }
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

const isTelling = ({ prefix }: ServiceRange) => tellingServices.has(prefix);
const namesOf = (services: readonly ServiceRange[]) => services.map(({ prefix }) => prefix);

/**
 * Whole services: grave where a role holds them on all resources. Actions that cannot be limited to resources tell
 * nothing of that: a role with all of one bucket lists the names of all buckets, too.
 */
export function weighWholeServices(services: readonly ServiceRange[], sweep: RoleSweep): Weight | null {
  if (services.length === 0) return null;
  const missing = difference(scopableActions(), sweep.all);
  const isOnAll = ({ start, end }: ServiceRange) => hasSomeOf(sweep.all, start, end) && !hasSomeOf(missing, start, end);
  const grave = services.filter((service) => !isTelling(service) && isOnAll(service));
  if (grave.length > 0) {
    return { severity: "high", because: `It holds every action of ${listed(namesOf(grave))} on all resources.` };
  }
  return { severity: "low", because: `It holds every action of ${listed(namesOf(services))}.` };
}

/** Writes on all resources, less what execution roles ordinarily hold so. */
export function weighWrites(found: ActionSet): Weight | null {
  const { ordinary, tagging } = writingActions();
  if (!addsTo(found, ordinary)) return null;
  const notable = difference(found, ordinary);
  const concerned = servicesOf(notable);
  const services = namesOf(concerned);
  const names = listed(services);
  if (!addsTo(notable, tagging)) {
    return { severity: "low", because: `It can change tags of all resources of ${names}.`, services };
  }
  const graver = services.length >= manyServices ? "high" : "medium";
  return {
    severity: concerned.every(isTelling) ? "low" : graver,
    because: `It can change all resources of ${names} (${plural(countActions(notable), "action")}).`,
    services,
  };
}

/** Credentials: whose, and how many of them. */
export function weighCredentials(found: ActionSet, sweep: RoleSweep): Weight | null {
  const { harmless, identities } = credentialActions();
  if (!addsTo(found, harmless)) return null;
  const notable = difference(found, harmless);
  const everywhere = intersection(notable, sweep.all);
  if (!isEmptySet(intersection(everywhere, identities))) {
    return { severity: "high", because: "It can take or make credentials of any identity of the account." };
  }
  if (!isEmptySet(everywhere)) {
    const services = namesOf(servicesOf(everywhere));
    return { severity: "medium", because: `It can take credentials of all resources of ${listed(services)}.` };
  }
  const isIam = !isEmptySet(intersection(notable, madeCredentials()));
  return isIam
    ? { severity: "medium", because: "It can make credentials of users that its policies name." }
    : {
        severity: "low",
        because: `It can take credentials of ${listed(namesOf(servicesOf(notable)))} that its policies name.`,
      };
}

let made: ActionSet | null = null;

/** Lasting credentials of users; a role's (sts:AssumeRole) end by themselves and its trust policy has a say. */
function madeCredentials(): ActionSet {
  made ??= difference(credentialActions().identities, actionsNamed(["sts:AssumeRole"]));
  return made;
}

/** Data: all secrets and all objects are graver than all parameters, most of which are plain settings. */
export function weighData({ nouns }: DataExfiltration): Weight | null {
  if (nouns.size === 0) return null;
  const because = `It can read all ${listed([...nouns].map((noun) => `${noun}s`).sort())} of the account.`;
  return { severity: nouns.has("object") || nouns.has("secret") ? "high" : "medium", because };
}

/** Letting others in. */
export function weighExposure(found: ActionSet): Weight | null {
  if (isEmptySet(found)) return null;
  const services = servicesOf(found);
  return {
    severity: services.every(isTelling) ? "low" : "high",
    because: `It can let others in to all resources of ${listed(namesOf(services))}.`,
  };
}
