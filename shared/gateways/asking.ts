/** Milliseconds until no answer is a doubt: less than a Lambda has, which would be cut off without a word. */
export const ANSWERS_WITHIN = 7000;

/** Our ids of what it belongs to (booking, pack, provider…), kept beside it at the gateway. Never a name or an address. */
export type Tags = Readonly<Record<string, string>>;

/** A stretch of time, its end not in it; pages are asked for by what the last one gave. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
  readonly cursor?: string | undefined;
}
export interface Listed<T> {
  readonly items: readonly T[];
  readonly cursor?: string | undefined;
}
