import type { RemedyVerdict } from "./judge-remedies.ts";
import { type StartRemedyKind, startRemedyKinds } from "./start-remedy.ts";

/** What one kind of remedy would do for the functions that it is best for. */
export interface RemedySum {
  readonly kind: StartRemedyKind;
  readonly functions: number;
  /** What it would take away of waiting a day: the estimates added up. */
  readonly savedMsPerDay: number;
  /** The low ends of the intervals added up: less than the low end of the sum, since not all are low at once. */
  readonly surelySavedMsPerDay: number;
  /** Of the functions whose cost is known. */
  readonly usdPerMonth: number;
  readonly unknownMoney: number;
}

/** The best remedy of each function, added up by kind: a function counts once, so nothing is counted twice. */
export function summariseRemedies(verdicts: readonly Pick<RemedyVerdict, "best">[]): readonly RemedySum[] {
  const chosen = verdicts.flatMap(({ best }) =>
    best?.effect.state === "known" ? [{ ...best, known: best.effect }] : [],
  );
  return startRemedyKinds
    .flatMap((kind) => {
      const of = chosen.filter((one) => one.kind === kind);
      if (of.length === 0) return [];
      const add = (read: (one: (typeof of)[number]) => number) => of.reduce((sum, one) => sum + read(one), 0);
      return [
        {
          kind,
          functions: of.length,
          savedMsPerDay: add(({ known }) => known.savedMsPerDay.value),
          surelySavedMsPerDay: add(({ known }) => Math.max(0, known.savedMsPerDay.low)),
          usdPerMonth: add(({ money }) => (money.state === "known" ? money.usdPerMonth : 0)),
          unknownMoney: add(({ money }) => (money.state === "known" ? 0 : 1)),
        },
      ];
    })
    .toSorted((a, b) => b.savedMsPerDay - a.savedMsPerDay);
}
