import type { ClaimedTask } from "#lib/db/sql/sync-tasks.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { SourceName, SourcePages } from "#lib/domain/collection/source.ts";

/** What a page is stored with. */
export interface StoreContext {
  readonly task: ClaimedTask;
  readonly now: Date;
}

/** Keeps one page of a source. Runs in the transaction that also moves the cursor; doing it twice changes nothing. */
export type StorePage<S extends SourceName> = (sql: Sql, page: SourcePages[S], context: StoreContext) => Promise<void>;
