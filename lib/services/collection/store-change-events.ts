import { listChangesWithoutActor, saveChangeActors } from "#lib/db/sql/changes.ts";
import type { TimeWindow } from "#lib/domain/collection/source.ts";
import type { StorePage } from "./stored-page.ts";

/** An event belongs to a change that AWS dates at most this far from it. */
const closeMs = 10 * 60_000;

/** Names who made a change: the event of the same function that is nearest to it in time. */
export const storeChangeEvents: StorePage<"who-changed"> = async (sql, { events }, { task }) => {
  const from = new Date((task.input as TimeWindow).from);
  const changes = await listChangesWithoutActor(sql, task, from);
  const byFunction = Map.groupBy(events, ({ functionName }) => functionName);
  const actors = changes.flatMap(({ id, entityName, occurredAt }) => {
    const distance = (at: Date) => Math.abs(at.getTime() - occurredAt.getTime());
    const near = (byFunction.get(entityName) ?? []).filter(({ at }) => distance(at) <= closeMs);
    const [event] = near.toSorted((one, other) => distance(one.at) - distance(other.at));
    return event === undefined
      ? []
      : [{ id, actor: event.actor, actorArn: event.actorArn, eventName: event.eventName }];
  });
  await saveChangeActors(sql, actors);
};
