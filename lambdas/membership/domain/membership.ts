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
