import { failure } from '#shared/failure';
import { dayAfter } from '#shared/time';
import type { DayLog } from '../schemas.ts';
import { BACK } from './progress.ts';

export const dayAhead = failure('day_ahead', 422, 'That day has not come yet', { field: 'date' });
export const dayTooFarBack = failure('day_too_far_back', 422, `A day can be told for ${BACK} days`, { field: 'date' });
export const profileFirst = failure('profile_first', 409, 'Tell us how you smoke, or plan your quit date, first');

/** Whether that day can be told today, by the client's own calendar. */
export function checkDay(date: string, today: string): void {
  if (date > today) throw dayAhead();
  if (date < dayAfter(today, -BACK)) throw dayTooFarBack();
}

type Told = Pick<DayLog, 'cigarettes' | 'mood' | 'craving' | 'aids'>;

/** Told again in the same words, a day is as it was. */
export const saysTheSame = (kept: Told, told: Told) =>
  kept.cigarettes === told.cigarettes &&
  kept.mood === told.mood &&
  kept.craving === told.craving &&
  `${kept.aids}` === `${told.aids}`;
