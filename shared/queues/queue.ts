import type * as z from 'zod';
import type { Contract } from '#shared/contract';
import type { Event } from '#shared/events/event';

/** Work that is handed on in pieces, each done by itself; the contract of the worker that does it. */
export interface Queue<S extends z.ZodObject = z.ZodObject> extends Contract {
  /** Under this name it remembers which messages it has dealt with. */
  readonly name: `${string}.${string}`;
  /** What a message says: ids and the minimum, as an event does. */
  readonly takes: S;
  readonly raises?: readonly Event<any>[];
}

export const queue = <S extends z.ZodObject>(name: Queue['name'], contract: Omit<Queue<S>, 'name'>): Queue<S> => ({
  ...contract,
  name,
});

/** The setting that tells whoever sends where the queue is. */
export const addressSetting = ({ name }: { readonly name: string }) =>
  `QUEUE_${name.toUpperCase().replace(/\W/g, '_')}`;
