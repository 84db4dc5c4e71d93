/** A request that is as it must be, as somebody would send it; and what must be there before, for a person. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly given?: (personId: string) => Promise<unknown>;
}

/** One of every route, under the name of its contract, in `test/<module>/examples.ts`. */
export interface Example extends Asked {
  /** What makes an item another's: nothing in the request names one (the key is the caller's own id), or an item of
   *  somebody else that is given, and the request that names it; or the entry is there to act on others. */
  readonly owned: 'key' | 'everybody' | 'authority' | ((otherId: string) => Promise<Asked>);
  /** The kind of item that keeps what it is told unsealed, since it is there for anybody to read. */
  readonly shown?: string;
}
