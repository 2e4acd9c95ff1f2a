import type { ActionSet } from "#lib/domain/iam/action-set.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { actionsNamed, actionsWhere } from "./action-indices.ts";
import { ordinaryWriteNames } from "./ordinary-writes.ts";

interface WritingActions {
  /** Write, tag or manage permissions, and can be limited to resources. */
  readonly scopable: ActionSet;
  readonly ordinary: ActionSet;
  readonly tagging: ActionSet;
}

let loaded: WritingActions | null = null;

export function writingActions(): WritingActions {
  const { level, isScopable } = actionUniverse();
  loaded ??= {
    scopable: actionsWhere((index) => isScopable(index) && level(index) !== "read" && level(index) !== "list"),
    ordinary: actionsNamed(ordinaryWriteNames),
    tagging: actionsWhere((index) => level(index) === "tagging"),
  };
  return loaded;
}
