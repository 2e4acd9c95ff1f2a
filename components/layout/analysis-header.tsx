import type { ReactNode } from "react";
import { Method, type MethodProps } from "./method.tsx";

interface AnalysisHeaderProps {
  /** The page as one question: "Where do people wait for cold starts?" */
  readonly question: string;
  /** The answer in a sentence with its figure; figures in `<strong>`. */
  readonly answer: ReactNode;
  readonly method?: MethodProps;
  readonly actions?: ReactNode;
}

/** Head of an analysis page: the question, the answer, and how it was computed. */
export function AnalysisHeader({ question, answer, method, actions }: AnalysisHeaderProps) {
  return (
    <header className="mb-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{question}</h1>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2" data-print="hide">
            {actions}
          </div>
        ) : null}
      </div>
      <div className="mt-1 max-w-[80ch] text-lg text-pretty text-muted [&_strong]:font-semibold [&_strong]:text-ink">
        {answer}
      </div>
      {method ? <Method {...method} /> : null}
    </header>
  );
}
