import { dollarText } from "./amounts.ts";
import { PostponedError } from "./postponed-error.ts";
import { utcDayText } from "./utc-month.ts";

/** What a reading was refused for. */
export interface Refusal {
  readonly budgetUsd: number;
  /** Of the budget, beyond what is spent and reserved. */
  readonly leftUsd: number;
  /** What the reading would have cost; 0 where that is not known. */
  readonly plannedUsd: number;
  /** When the next month's budget begins. */
  readonly goesOnAt: Date;
}

/** Says why a reading is put off, and when it goes on. */
export function postponed({ budgetUsd, leftUsd, plannedUsd, goesOnAt }: Refusal): PostponedError {
  const left = `Of the month's budget of ${dollarText(budgetUsd)} for AWS ${dollarText(leftUsd)} is left`;
  const cost = plannedUsd > 0 ? `, and this reading would cost about ${dollarText(plannedUsd)}` : "";
  const next = utcDayText(goesOnAt);
  const when =
    plannedUsd > budgetUsd ? "It fits into no month's budget" : `It goes on by ${next}, or once there is room`;
  const remedy =
    plannedUsd > budgetUsd
      ? "Raise the monthly budget under Settings → Collection; what is known stays as it is until then."
      : `Nothing to do: it is read with the next month's budget from ${next}, or earlier if you raise the budget under Settings → Collection.`;
  return new PostponedError(`${left}${cost}. ${when}.`, remedy);
}
