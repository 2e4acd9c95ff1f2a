/** Where a price was read, and when; `date` is null where the source bears none. */
export interface PriceSource {
  readonly source: string;
  readonly date: string | null;
}
