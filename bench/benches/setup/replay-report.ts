/** How a replay of recorded requests went. */
export interface ReplayReport {
  /** Requests of the record that were asked again. */
  readonly calls: number;
  /** Calls that were answered with an error, as some of the recorded ones were. */
  readonly refused: number;
  /** Polls of log queries beyond the recorded ones: a query may take longer in this run. */
  readonly extraPolls: number;
  /** From the first request to the last answer, the reading of the record taken off. */
  readonly seconds: number;
  /** Reading and decoding the record. */
  readonly decodeSeconds: number;
  /** Processor seconds of the process, from the first request on. */
  readonly cpuSeconds: number;
  readonly peakMb: number | null;
  /** Values of GetMetricData's answers. */
  readonly metricPoints: number;
  /** Milliseconds that recording took of the simulator in the recorded run. */
  readonly recordingMs: number;
  readonly sockets: number;
}
