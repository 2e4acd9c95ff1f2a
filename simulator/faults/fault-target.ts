import { serviceCatalog } from "#simulator/wire/service-catalog.ts";

/** Which calls a fault is about; a part that is absent matches every call. */
export interface FaultTarget {
  readonly accountId?: string;
  readonly region?: string;
  /** Signing name. */
  readonly service?: string;
  readonly operation?: string;
}

export interface FaultedCall {
  readonly accountId: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
}

/** The names people use, where the signing name is another. */
const aliases: Readonly<Record<string, string>> = { cloudwatch: "monitoring" };
const services = new Set(serviceCatalog.map((definition) => definition.signingName));

/**
 * Reads the parts of a target, which are told apart by their form and may come in any order: 12 digits are an account
 * (`account:` before it is allowed), `eu-west-1` a Region, `lambda` a service, `GetPolicy` an operation, `*` anything.
 */
export function parseFaultTarget(parts: readonly string[], item: string): FaultTarget {
  let target: FaultTarget = {};
  for (const part of parts) {
    if (part === "*" || part === "account") {
      continue;
    }
    target = addPart(target, part, item);
  }
  return target;
}

function addPart(target: FaultTarget, part: string, item: string): FaultTarget {
  const name = aliases[part] ?? part;
  const found: FaultTarget | undefined = /^\d{12}$/.test(part)
    ? { accountId: part }
    : /^[a-z]{2}(-[a-z]+)+-\d+$/.test(part)
      ? { region: part }
      : services.has(name)
        ? { service: name }
        : /^[A-Z][A-Za-z]+$/.test(part)
          ? { operation: part }
          : undefined;
  if (found === undefined) {
    throw new FaultSyntaxError(
      item,
      `"${part}" is neither a 12-digit account, a Region, a simulated service nor an operation`,
    );
  }
  const [key] = Object.keys(found);
  if (key !== undefined && key in target) {
    throw new FaultSyntaxError(item, `"${part}" is a second ${key}`);
  }
  return { ...target, ...found };
}

export function hitsTarget(target: FaultTarget, call: FaultedCall): boolean {
  return (
    (target.accountId ?? call.accountId) === call.accountId &&
    (target.region ?? call.region) === call.region &&
    (target.service ?? call.service) === call.service &&
    (target.operation ?? call.operation) === call.operation
  );
}

/** A `--faults` text that cannot be read, with the item at fault. */
export class FaultSyntaxError extends Error {
  override readonly name = "FaultSyntaxError";

  constructor(item: string, reason: string) {
    super(`The fault "${item}" cannot be read: ${reason}.`);
  }
}
