/** The kind of policy that denied a call, in the order in which AWS evaluates them. */
export const denialLayers = [
  "serviceControlPolicy",
  "resourceControlPolicy",
  "permissionsBoundary",
  "sessionPolicy",
  "vpcEndpointPolicy",
  "trustPolicy",
  "resourcePolicy",
  "identityPolicy",
] as const;
export type DenialLayer = (typeof denialLayers)[number];

/** Why AWS denied a call, as far as it said. */
export interface Denial {
  /** Null where AWS did not say. */
  readonly layer: DenialLayer | null;
  /** True: a statement denies it. False: no statement allows it. Null where AWS did not say. */
  readonly explicit: boolean | null;
  /** The policy that denies it, where AWS named it. */
  readonly policyArn: string | null;
}

/** A denial of which AWS told nothing. */
export const untoldDenial: Denial = { layer: null, explicit: null, policyArn: null };

/** Each layer as people call it, with its article. */
export const denialLayerNames: Readonly<Record<DenialLayer, string>> = {
  serviceControlPolicy: "a service control policy",
  resourceControlPolicy: "a resource control policy",
  permissionsBoundary: "a permissions boundary",
  sessionPolicy: "a session policy",
  vpcEndpointPolicy: "a VPC endpoint policy",
  trustPolicy: "the role's trust policy",
  resourcePolicy: "a resource-based policy",
  identityPolicy: "the role's own policies",
};

/** Layers that AWS evaluates before or beside the role's own policies: no statement in those helps. */
export function isBeyondStatements({ layer, explicit }: Denial): boolean {
  return layer === "identityPolicy" ? explicit === true : layer !== null;
}
