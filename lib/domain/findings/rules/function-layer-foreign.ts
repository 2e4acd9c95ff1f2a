import { evidenceOr, type FindingRule, notApplicable, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { FunctionSubject } from "#lib/domain/findings/subjects.ts";
import { parseArn } from "#lib/domain/fleet/arn.ts";
import { judgeLayers } from "#lib/domain/iam/function-access/judge-layers.ts";

export const functionLayerForeign: FindingRule<FunctionSubject> = {
  id: "function-layer-foreign",
  severity: "medium",
  title: "The function loads a stranger's code",
  remedy:
    "Publish a reviewed copy of the layer in an account of your own: its code runs with everything that the function's role may do.",
  evaluate: ({ function: { arn, layerArns, packageType }, knownAccounts }) => {
    if (packageType === "Image") return notApplicable("Container images have no layers.");
    const layers = judgeLayers(layerArns, parseArn(arn)?.accountId ?? "", knownAccounts);
    const foreign = layers.filter(({ owner }) => owner === "foreign").map(({ layerArn }) => layerArn);
    if (foreign.length > 0) return evidenceOr([{ fact: "layers", source: arn, value: foreign }], pass);
    const unread = layers.filter(({ owner }) => owner === "unreadable").map(({ layerArn }) => layerArn);
    return unread.length > 0 ? unknownResult(`Whose layer ${unread.join(", ")} is cannot be told.`) : pass;
  },
};
