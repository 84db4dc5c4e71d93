import { failure } from '#shared/failure';
import type { Membership } from '../schemas.ts';

export const untilPast = failure('until_past', 422, 'That moment has passed already', { field: 'until' });

export function checkUntil(until: string, now: Date): void {
  if (Date.parse(until) <= now.getTime()) throw untilPast();
}

/** Premium that has run out is Basic again: the date decides, whoever reads. */
export function asOf(membership: Membership, now: Date): Membership {
  const { until, prepaidUntil: _, ...rest } = membership;
  const isOver = until !== undefined && Date.parse(until) <= now.getTime();
  return isOver ? { ...rest, plan: 'basic', since: until } : membership;
}

/** The Premium that somebody has by then; undefined if they have none, or none any more. */
export const premiumAt = (membership: Membership | undefined, at: Date): Membership | undefined =>
  membership && asOf(membership, at).plan === 'premium' ? membership : undefined;
