/**
 * How sparingly what AWS bills for is read. Each level saves more than the one before it and loses no fact for good as
 * long as AWS keeps it: CloudWatch bills by metric and not by point, so hours that are read late cost less, and log
 * lines that were put off are scanned later, as far as their retention goes.
 */
export interface EconomyLevel {
  /** 0: nothing is slowed. Higher is slower. */
  readonly level: number;
  /** Completes "Lamplight now …": what people read on /sync and in the documentation. */
  readonly title: string;
  /** Hours between two readings of the metrics of functions that were active lately. */
  readonly metricsEveryHours: 1 | 3 | 6 | 24;
  /** Whether months before connection, and days of starts before it, are read, and an hour of each day start by start. */
  readonly readsHistory: boolean;
  /** Whether log lines are scanned for starts and failures. */
  readonly readsStarts: boolean;
  /** Whether metrics are read at all. */
  readonly readsMetrics: boolean;
}

/** In the order in which they are taken when the budget gets tight. */
export const economyLevels = [
  {
    level: 0,
    title: "reads everything at its usual pace",
    metricsEveryHours: 1,
    readsHistory: true,
    readsStarts: true,
    readsMetrics: true,
  },
  {
    level: 1,
    title: "puts off the history before connection",
    metricsEveryHours: 1,
    readsHistory: false,
    readsStarts: true,
    readsMetrics: true,
  },
  {
    level: 2,
    title: "reads metrics every 3 hours",
    metricsEveryHours: 3,
    readsHistory: false,
    readsStarts: true,
    readsMetrics: true,
  },
  {
    level: 3,
    title: "reads metrics every 6 hours",
    metricsEveryHours: 6,
    readsHistory: false,
    readsStarts: true,
    readsMetrics: true,
  },
  {
    level: 4,
    title: "reads metrics once a day",
    metricsEveryHours: 24,
    readsHistory: false,
    readsStarts: true,
    readsMetrics: true,
  },
  {
    level: 5,
    title: "reads metrics once a day and puts off scanning logs for starts",
    metricsEveryHours: 24,
    readsHistory: false,
    readsStarts: false,
    readsMetrics: true,
  },
  {
    level: 6,
    title: "reads only what AWS does not bill",
    metricsEveryHours: 24,
    readsHistory: false,
    readsStarts: false,
    readsMetrics: false,
  },
] as const satisfies readonly EconomyLevel[];
