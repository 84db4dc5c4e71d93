import type { Pack, SmokingProfile } from '#lambdas/cessation/profile-schemas';
import type { Attempt, Craving } from '#lambdas/cessation/schemas';
import type { Account, Role } from '#lambdas/identity/schemas';

export interface Quitting {
  readonly method: Attempt['method'];
  /** How many days from today; below zero, so many days ago. */
  readonly quitIn: number;
  readonly smoking: Pick<SmokingProfile, 'cigarettesADay' | 'smokingSince'> & { readonly pack: Pack };
  /** Cigarettes on the days before today, yesterday first. */
  readonly days: readonly number[];
  readonly cravings: readonly (Pick<Craving, 'trigger' | 'intensity' | 'smoked'> & { readonly daysAgo: number })[];
}
export interface Seeded extends Pick<Account, 'name' | 'language' | 'zone'> {
  readonly email: string;
  readonly role: Exclude<Role, 'admin'>;
  readonly isPremium?: true;
  readonly quitting?: Quitting;
}

const demo = (name: string) => ({ name: `${name} Demo`, email: `${name.toLowerCase()}@example.com` });
const smoked = (cigarettesADay: number, since: number, currency: string, amountMinor: number): Quitting['smoking'] => ({
  cigarettesADay,
  smokingSince: `${since}-01-01`,
  pack: { price: { currency, amountMinor }, cigarettes: 20 },
});
const felt = (daysAgo: number, trigger: Craving['trigger'], intensity: number, slipped?: 'slipped') => ({
  daysAgo,
  trigger,
  intensity,
  smoked: slipped === 'slipped',
});

/** People at all places of the way: the further along, the rarer and the weaker the urge. */
export const people: readonly Seeded[] = [
  {
    ...demo('Aliya'),
    role: 'client',
    language: 'kk',
    zone: 'Asia/Almaty',
    quitting: {
      method: 'abrupt',
      quitIn: -1,
      smoking: smoked(20, 2012, 'KZT', 95_000),
      days: [1, 20, 22],
      cravings: [felt(1, 'coffee', 8), felt(0.5, 'stress', 9, 'slipped'), felt(0.1, 'meal', 6)],
    },
  },
  {
    ...demo('Timur'),
    role: 'client',
    language: 'ru',
    zone: 'Asia/Tashkent',
    quitting: {
      method: 'gradual',
      quitIn: 12,
      smoking: smoked(30, 1998, 'UZS', 2_400_000),
      days: [18, 21, 20, 24, 27],
      cravings: [felt(2, 'stress', 9), felt(1, 'company', 7)],
    },
  },
  {
    ...demo('Marek'),
    role: 'client',
    language: 'en',
    zone: 'Europe/Warsaw',
    quitting: {
      method: 'gradual',
      quitIn: -9,
      smoking: smoked(15, 1999, 'EUR', 1_850),
      days: [0, 0, 1, 0, 2],
      cravings: [felt(8, 'company', 7), felt(5, 'alcohol', 8), felt(2, 'boredom', 3)],
    },
  },
  {
    ...demo('June'),
    role: 'client',
    language: 'en',
    zone: 'America/Chicago',
    isPremium: true,
    quitting: {
      method: 'abrupt',
      quitIn: -27,
      smoking: smoked(10, 2016, 'USD', 900),
      days: [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1],
      cravings: [felt(20, 'stress', 5), felt(4, 'coffee', 2)],
    },
  },
  {
    ...demo('Linh'),
    role: 'client',
    language: 'vi',
    zone: 'Asia/Ho_Chi_Minh',
    quitting: {
      method: 'abrupt',
      quitIn: -16,
      smoking: smoked(12, 2008, 'VND', 2_500_000),
      days: [0, 0, 0],
      cravings: [felt(10, 'company', 6), felt(3, 'meal', 3)],
    },
  },
  {
    ...demo('Otis'),
    role: 'client',
    language: 'en',
    zone: 'America/Sao_Paulo',
    quitting: {
      method: 'abrupt',
      quitIn: -6,
      smoking: smoked(25, 1991, 'BRL', 1_200),
      days: [4, 3, 0, 0],
      cravings: [felt(2, 'alcohol', 10, 'slipped'), felt(1, 'alcohol', 9, 'slipped')],
    },
  },
  {
    ...demo('Wanja'),
    role: 'client',
    language: 'en',
    zone: 'Africa/Nairobi',
    quitting: {
      method: 'gradual',
      quitIn: 3,
      smoking: smoked(8, 2019, 'KES', 30_000),
      days: [5, 6, 6],
      cravings: [felt(1, 'boredom', 5)],
    },
  },
  {
    ...demo('Saule'),
    role: 'client',
    language: 'ru',
    zone: 'Asia/Almaty',
    quitting: {
      method: 'abrupt',
      quitIn: 0,
      smoking: smoked(14, 2005, 'KZT', 89_000),
      days: [11, 13],
      cravings: [felt(0.1, 'coffee', 7)],
    },
  },
  // Has signed up and consented, and has not told anything yet.
  { ...demo('Noor'), role: 'client', language: 'en', zone: 'Australia/Sydney' },
  { ...demo('Cora'), role: 'coach', language: 'en', zone: 'Europe/London' },
  { ...demo('Bolat'), role: 'owner', language: 'kk', zone: 'Asia/Almaty' },
];

export const admin = demo('Ada');
