import { type Denial, type DenialLayer, untoldDenial } from "#lib/domain/iam/denial.ts";

export type { Denial } from "#lib/domain/iam/denial.ts";

/** How AWS's messages name each kind of policy. */
const wordings: readonly (readonly [RegExp, DenialLayer])[] = [
  [/^service control polic/, "serviceControlPolicy"],
  [/^resource control polic/, "resourceControlPolicy"],
  [/^permissions? boundar/, "permissionsBoundary"],
  [/^session polic/, "sessionPolicy"],
  [/^vpc endpoint polic/, "vpcEndpointPolicy"],
  [/^(role )?trust polic/, "trustPolicy"],
  [/^resource-based polic/, "resourcePolicy"],
  [/^identity-based polic/, "identityPolicy"],
];

/** "with an explicit deny in a service control policy: arn:…", "because no identity-based policy allows …". */
const explicitDeny = /with an explicit deny in (?:an?|the) ([a-z -]+)/i;
const implicitDeny = /because no ([a-z -]+?) allows/i;
/** In brackets or after a colon, since 2026. */
const policyArn = /\b(arn:aws[a-z-]*:(?:iam|organizations):[\w.-]*:\d*:policy\/[\w+=,.@/-]*[\w+=@])/;

/**
 * Reads which kind of policy denied a call from the message that AWS sent, in the words of its documentation of access
 * denied messages. Looks into causes, too. What it returns holds nothing of the message but the ARN of the policy.
 */
export function denialOf(error: unknown): Denial {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const denial = denialOfMessage(at.message);
    if (denial.layer !== null) return denial;
  }
  return untoldDenial;
}

/** The same for the message itself. */
export function denialOfMessage(message: string): Denial {
  const denied = explicitDeny.exec(message)?.[1];
  const named = denied ?? implicitDeny.exec(message)?.[1];
  const layer = named === undefined ? null : layerOf(named);
  if (layer === null) return untoldDenial;
  return { layer, explicit: denied !== undefined, policyArn: policyArnOf(message) };
}

/** The ARN is looked for behind the words that tell of the policy: before them stand those of caller and resource. */
function policyArnOf(message: string): string | null {
  const from = message.search(/with an explicit deny|because no/i);
  return policyArn.exec(message.slice(from))?.[1] ?? null;
}

function layerOf(words: string): DenialLayer | null {
  const text = words.trim().toLowerCase();
  return wordings.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
