import type { ZodObject, ZodType } from 'zod';
import type { Contract } from '#shared/contract';
import type { Event } from '#shared/events/event';
import type { FailureKind } from '#shared/failure';

/** A role that a person holds for themselves. */
export type Role = 'client' | 'coach' | 'owner' | 'admin';

/** For whom an entry is: a role; `person` is anybody signed in, `staff` whoever works in some business (both as the table
 *  says it), `gateway` a payment gateway's own call, `anyone` the whole world. */
export type Audience = Role | 'anyone' | 'person' | 'staff' | 'gateway';

/** A bucket of tokens: so many at once, and one more every so many seconds. */
export interface Limit {
  readonly burst: number;
  readonly everySeconds: number;
}

/** What a person must have to be let in beyond a role, and where it can be had. */
export interface Entitlement {
  readonly feature: string;
  readonly plan: 'premium';
}

/** Of what anybody may look at: more than a person reads, less than a machine takes. */
export const browsing: Limit = { burst: 100, everySeconds: 1 };

export interface Route extends Contract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly audience: readonly [Audience, ...Audience[]];
  /** Roles are read from the table, a sign-out everywhere holds at once, and an admin must have a second factor. */
  readonly fresh?: true;
  readonly entitlement?: Entitlement;
  /** The edition of a document that the person must have consented to before this is taken: `name/edition`. With another
   *  edition here, everybody is asked anew. */
  readonly consent?: `${string}/${string}`;
  /** By account, else by source address. */
  readonly limit?: Limit;
  /** Where money or time moves, a caller must bring an `Idempotency-Key`. */
  readonly key?: 'required';
  /** A gateway that tells the same over an event bus of its own, where the stage has one. */
  readonly partner?: 'stripe';
  /** Two people may edit it: the answer has an `ETag`, and `If-Match` is honoured. */
  readonly match?: true;
  /** The answer is a page: `?cursor=&limit=`. */
  readonly pages?: true;
  /** One schema for each `{name}` in the path. */
  readonly params?: Readonly<Record<string, ZodType>>;
  readonly query?: ZodObject;
  readonly body?: ZodObject;
  readonly returns: readonly [status: 200 | 201 | 202 | 204, body: ZodType];
  readonly fails: readonly FailureKind[];
  readonly raises?: readonly Event<any>[];
}

/** As it is written, with a type as narrow; a property that no route has is a mistake. */
export const route = <const R extends Route>(contract: R & Record<Exclude<keyof R, keyof Route>, never>): R => contract;

/** Whether what the table knows of the caller is read for every call: something depends on it, or the change counts the
 *  day as an active one. Else it is read only where a token lags behind. */
export const alwaysAsks = ({ method, fresh, entitlement, consent }: Route): boolean =>
  method !== 'GET' || fresh === true || entitlement !== undefined || consent !== undefined;
