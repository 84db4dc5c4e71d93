import * as z from 'zod';
import { PersonId } from '#shared/text';
import { Instant } from '#shared/time';
import { entity } from './entity.ts';

/** What a person is and may do, each fact an item of its own, written by the module that decides it and read by the
 *  kernel, which knows no module. `account` (its name is empty) says since when they are with us; `sign-out` since when
 *  tokens issued before count no more; `staff` names the business. */
export const Grant = z.strictObject({
  personId: PersonId,
  kind: z.enum(['account', 'role', 'entitlement', 'consent', 'staff', 'sign-out']),
  name: z.string().max(64),
  since: Instant,
  until: Instant.optional(),
});
export type Grant = z.infer<typeof Grant>;

export const grants = entity('grant', Grant, {
  partition: ['GRANT', 'personId'],
  sort: ['GRANT', 'kind', 'name'],
  expires: 'until',
});

/** Holds what is granted to one person, at that moment. */
export interface Held {
  /** The moment they signed up; undefined of somebody we do not know. */
  readonly since: string | undefined;
  has(kind: Grant['kind'], name?: string): boolean;
  /** Since when an earlier token counts no more, in milliseconds. */
  readonly signedOut: number;
}

export async function heldBy(personId: string, now: Date): Promise<Held> {
  const all = await grants.list({ personId });
  const held = all.filter(({ until }) => until === undefined || Date.parse(until) > now.getTime());
  const since = (kind: Grant['kind']) => held.find((grant) => grant.kind === kind)?.since;
  return {
    since: since('account'),
    has: (kind, name) => held.some((grant) => grant.kind === kind && (name === undefined || grant.name === name)),
    signedOut: Date.parse(since('sign-out') ?? '1970-01-01T00:00:00.000Z'),
  };
}
