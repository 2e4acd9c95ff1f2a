/** What one check of `lamplight doctor` found. */
export interface Finding {
  readonly state: "good" | "attention" | "bad";
  readonly text: string;
  /** What to do, for anything that is not good. */
  readonly remedy?: string;
}

/** One thing that is looked at, in the words of its line. */
export interface Check {
  readonly name: string;
  run(): Promise<readonly Finding[]>;
}

export const good = (text: string): readonly Finding[] => [{ state: "good", text }];
export const attention = (text: string, remedy: string): readonly Finding[] => [{ state: "attention", text, remedy }];
export const bad = (text: string, remedy: string): readonly Finding[] => [{ state: "bad", text, remedy }];
