import { Method } from "#components/layout/method.tsx";
import { Card } from "#components/ui/card.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { ScopedLink } from "#components/ui/scoped-link.tsx";
import { moveSentence, moveTitle } from "#lib/client/move-text.ts";
import { functionHref } from "#lib/domain/views/functions.ts";
import type { VpcMove } from "#lib/domain/views/network.ts";

/** Functions that moved into or out of a VPC: the same function before and after. */
export function MovesSection({ moves }: { readonly moves: readonly VpcMove[] }) {
  return (
    <section className="mt-6" aria-labelledby="vpc-moves">
      <h3 id="vpc-moves" className="mb-1 text-base font-semibold">
        Before and after a move
      </h3>
      {moves.length === 0 ? (
        <p className="max-w-[80ch] text-sm text-muted">
          No function was seen to move into or out of a VPC in the last 90 days. When one does, its own starts before
          and after are compared here.
        </p>
      ) : (
        <>
          <p className="max-w-[80ch] text-sm text-muted">
            The same function before and after says more than different functions side by side; what else changed at the
            time may still be the reason. Of the last 90 days the ten latest moves are looked at.
          </p>
          <MovesMethod />
          <Card className="mt-3">
            <ul className="divide-y divide-line">
              {moves.map((move) => (
                <Move key={move.id} move={move} />
              ))}
            </ul>
          </Card>
        </>
      )}
    </section>
  );
}

function Move({ move }: { readonly move: VpcMove }) {
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <ScopedLink
            href={`${functionHref(move.arn)}?tab=history`}
            className="font-medium text-accent hover:underline"
          >
            {move.name}
          </ScopedLink>{" "}
          <span className="text-muted">{moveTitle(move)}</span>
        </p>
        <span className="text-faint">
          <Instant at={move.at} /> · {move.accountId} · {move.region}
        </span>
      </div>
      <p className="mt-1 max-w-[90ch]">{moveSentence(move)}</p>
      {move.confounders.length > 0 ? (
        <p className="mt-1 max-w-[90ch] text-muted [overflow-wrap:anywhere]">
          Changed in the same days as well: {move.confounders.slice(0, 5).join("; ")}
          {move.confounders.length > 5 ? `; and ${move.confounders.length - 5} more` : ""}.
        </p>
      ) : null}
    </li>
  );
}

function MovesMethod() {
  return (
    <Method
      formula={
        <>
          Difference in differences: (median init of the 7 days after − of the 7 days before), less the mean of the same
          for functions that nothing was changed about in those days. Interval: the spread of those functions&apos; own
          moves beyond chance, chance within the moved one (ranks of its medians) and the spread of the mean, with
          Student&apos;s t (Conley and Taber 2011). The day of the move is left out.
        </>
      }
      sources={["Changes by snapshots and CloudTrail", "Init of log reports by UTC day"]}
      caveats={[
        "An association, not a cause: the moved function was chosen by somebody, and other changes of its own days are named beside it.",
        "Compared with functions of its stratum, or of its runtime where its stratum has fewer than three.",
      ]}
    />
  );
}
