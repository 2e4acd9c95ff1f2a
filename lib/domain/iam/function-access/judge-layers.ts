import { parseArn } from "#lib/domain/fleet/arn.ts";
import { layerPublisherOf } from "./layer-publishers.ts";

/** Whose a layer is. `unreadable`: it is not written as a layer's ARN. */
export type LayerOwner = "own" | "known" | "publisher" | "foreign" | "unreadable";

export interface LayerVerdict {
  readonly layerArn: string;
  readonly owner: LayerOwner;
  /** Null where the ARN names none. */
  readonly accountId: string | null;
  /** Name of a listed publisher. */
  readonly publisher: string | null;
}

/**
 * Whose code a function loads by each of its layers: its own account's, that of an account that is known here, of a
 * publisher that is listed (AWS among them), or of somebody else. A version of a layer never changes, but whoever
 * published it chose the code that runs with the function's role.
 */
export function judgeLayers(
  layerArns: readonly string[],
  ownAccountId: string,
  knownAccounts: ReadonlySet<string>,
): readonly LayerVerdict[] {
  return layerArns.map((layerArn) => judgeLayer(layerArn, ownAccountId, knownAccounts));
}

function judgeLayer(layerArn: string, ownAccountId: string, knownAccounts: ReadonlySet<string>): LayerVerdict {
  const arn = parseArn(layerArn);
  const isLayer =
    arn?.service === "lambda" && /^layer:[\w-]+(:\d+)?$/.test(arn.resource) && /^\d{12}$/.test(arn.accountId);
  if (arn === null || !isLayer) return { layerArn, owner: "unreadable", accountId: null, publisher: null };
  const { accountId } = arn;
  if (accountId === ownAccountId) return { layerArn, owner: "own", accountId, publisher: null };
  if (knownAccounts.has(accountId)) return { layerArn, owner: "known", accountId, publisher: null };
  const publisher = layerPublisherOf(accountId);
  return {
    layerArn,
    owner: publisher === null ? "foreign" : "publisher",
    accountId,
    publisher: publisher?.name ?? null,
  };
}
