import type * as z from 'zod';

/** An event on its way out: committed together with what it tells of. */
export interface Raised<Data = unknown> {
  readonly event: string;
  readonly data: Data;
}

export interface Event<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly schema: S;
  /** Takes what the schema names and leaves the rest: neither a sender nor a hearer stumbles over a field too many. */
  parse(data: z.input<S>): z.output<S>;
  raise(data: z.input<S>): Raised<z.output<S>>;
}

export function event<S extends z.ZodObject>(name: `${string}.${string}.v${number}`, schema: S): Event<S> {
  const picks = schema.strip() as unknown as S;
  const parse = (data: z.input<S>) => picks.parse(data);
  return { name, schema, parse, raise: (data) => ({ event: name, data: parse(data) }) };
}
