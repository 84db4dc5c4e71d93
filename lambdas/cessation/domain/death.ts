import { failure } from '#shared/failure';

export const deathAhead = failure('death_ahead', 422, 'That day has not come yet', { field: 'on' });

/** By the calendar where they lived. */
export function checkDeath(on: string, today: string): void {
  if (on > today) throw deathAhead();
}
