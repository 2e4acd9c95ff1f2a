/** What an action of a `self` set is judged on. */
export type SelfTarget =
  /** The role itself: it writes on its own role or policy. */
  | "own"
  /** The role itself, or another role that it can also become. */
  | "raisedRole"
  /** Another role, taken over as it stands. */
  | "otherRole"
  /** The role itself or one it can become, freed of its permissions boundary. */
  | "boundedRole"
  /** An IAM user whose credentials it can make. */
  | "user"
  /** A user, group or permission set: somebody else gains, and the role through them. */
  | "accomplice";

interface SetFacts {
  /** Stable name of the set, kebab-case. */
  readonly id: string;
  /** `service:Action` as AWS spells them, in the order of the steps; `iam:*` and `iam:Put*` stand for all that they match. */
  readonly actions: readonly string[];
  /** Its ids in the lists that hold it; a bare letter where that list has no ids. See escalation-sets.ts. */
  readonly lists: readonly string[];
  /** One sentence for people, without its full stop: what a holder of all the actions does. */
  readonly title: string;
}

/** Actions that together let a role gain rights which it lacks. */
export type EscalationSet =
  /** Writes on IAM, its own or others'. */
  | (SetFacts & { readonly kind: "self"; readonly target: SelfTarget })
  /** Hands a role to a service; the role must trust one of `services`. */
  | (SetFacts & { readonly kind: "passRole"; readonly services: readonly string[] })
  /** Acts on something that exists and holds a role of one of `services`. */
  | (SetFacts & { readonly kind: "existing"; readonly services: readonly string[] });

/** How the lists write a set: words with one space between them. */
const words = (text: string): readonly string[] => text.split(" ");

export function selfSet(target: SelfTarget, id: string, actions: string, lists: string, title: string): EscalationSet {
  return { kind: "self", target, id, actions: words(actions), lists: words(lists), title };
}

/** `services` are service principals without `.amazonaws.com`; iam:PassRole, the first step, is not written. */
export function passRoleSet(
  services: string,
  id: string,
  actions: string,
  lists: string,
  title: string,
): EscalationSet {
  const principals = words(services).map((service) => `${service}.amazonaws.com`);
  return {
    kind: "passRole",
    services: principals,
    id,
    actions: ["iam:PassRole", ...words(actions)],
    lists: words(lists),
    title,
  };
}

/** `services` as in {@link passRoleSet}. */
export function existingSet(
  services: string,
  id: string,
  actions: string,
  lists: string,
  title: string,
): EscalationSet {
  const principals = words(services).map((service) => `${service}.amazonaws.com`);
  return { kind: "existing", services: principals, id, actions: words(actions), lists: words(lists), title };
}
