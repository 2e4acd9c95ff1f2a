import { InvalidArgumentError } from "commander";
import { roleArnPattern } from "#lib/services/accounts/schemas.ts";

/** A role on the way, as `--via ARN[,EXTERNAL-ID]` names it. */
export interface Hop {
  readonly roleArn: string;
  readonly externalId: string | null;
}

/** Reads one `--via` and puts it behind those before it. */
export function hop(text: string, before: readonly Hop[] = []): readonly Hop[] {
  // A role's name may hold a comma, an ARN's path cannot end in one: the last comma splits.
  const comma = roleArnPattern.test(text) && !text.includes(",") ? -1 : text.lastIndexOf(",");
  const roleArn = comma < 0 ? text : text.slice(0, comma);
  const externalId = comma < 0 ? null : text.slice(comma + 1);
  if (!roleArnPattern.test(roleArn)) {
    throw new InvalidArgumentError("A role ARN looks like arn:aws:iam::123456789012:role/LamplightHub.");
  }
  return [...before, { roleArn, externalId }];
}
