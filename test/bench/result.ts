/** What a benchmark measured; one JSON object a line with `--json`. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and value / that of the peer. */
  readonly peer?: string;
  readonly ratio?: number;
  readonly note?: string;
}
