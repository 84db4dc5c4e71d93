import { failure } from '#shared/failure';
import type { Pack, PackSince, SmokingProfile } from '../profile-schemas.ts';
import { dependenceOf } from './dependence.ts';

export const smokingSinceAhead = failure('smoking_since_ahead', 422, 'The day you began to smoke lies in the future', {
  field: 'smokingSince',
});

export function checkSince(smokingSince: string, today: string): void {
  if (smokingSince > today) throw smokingSinceAhead();
}

/** Another price counts from today on; said twice in a day, the later word stands. */
export function repriced(packs: readonly PackSince[], pack: Pack, today: string): PackSince[] {
  const last = packs.at(-1);
  if (last === undefined) return [{ ...pack, from: today }];
  const { price, cigarettes } = last;
  const isSame =
    price.amountMinor === pack.price.amountMinor &&
    price.currency === pack.price.currency &&
    cigarettes === pack.cigarettes;
  if (isSame) return [...packs];
  return last.from >= today
    ? [...packs.slice(0, -1), { ...pack, from: last.from }]
    : [...packs, { ...pack, from: today }];
}

/** With what the habits say, as far as they were told. */
export const shown = (profile: SmokingProfile) => ({
  ...profile,
  dependence: profile.habits && dependenceOf(profile.habits, profile.cigarettesADay),
});
