import type { Money } from '#shared/money';
import type { Achievement } from '../schemas.ts';

export type Progress = NonNullable<Achievement['progress']>;

/** What the rules look at, of one person and now. */
export interface Standing {
  readonly logs: number;
  readonly resisted: number;
  readonly currentStreakHours?: number | undefined;
  readonly currentDays: number;
  readonly longestDays: number;
  readonly cigarettesAvoided: number;
  readonly moneySaved: readonly Money[];
  readonly hasLapsed: boolean;
}

export interface Rule {
  readonly achievement: string;
  readonly title: string;
  readonly progress: (standing: Standing) => Progress | undefined;
}

const HOURS = 24;

const figures = {
  logs: ({ logs }: Standing) => logs,
  cravings: ({ resisted }: Standing) => resisted,
  hours: (standing: Standing) => Math.max(standing.currentStreakHours ?? 0, HOURS * figures.days(standing)),
  days: ({ currentDays, longestDays }: Standing) => Math.max(currentDays, longestDays),
  cigarettes: ({ cigarettesAvoided }: Standing) => cigarettesAvoided,
};

const reaching = (
  achievement: string,
  target: number,
  unit: keyof typeof figures,
  title: string,
  figure: (standing: Standing) => number = figures[unit],
): Rule => ({
  achievement,
  title,
  progress: (standing) => ({ value: Math.max(0, Math.floor(figure(standing))), target, unit }),
});

/** What is much money differs by country: in the smallest unit of each currency that we know, three steps. */
const STEPS: Readonly<Record<string, readonly [number, number, number]>> = {
  EUR: [50_00, 250_00, 1_000_00],
  GBP: [50_00, 250_00, 1_000_00],
  KZT: [25_000_00, 125_000_00, 500_000_00],
  RUB: [5_000_00, 25_000_00, 100_000_00],
  USD: [50_00, 250_00, 1_000_00],
  VND: [1_000_000, 5_000_000, 20_000_000],
};

/** Of several currencies, the one that is nearest; of a currency that has no steps, nothing is known. */
const saving = (achievement: string, step: 0 | 1 | 2, title: string): Rule => ({
  achievement,
  title,
  progress: ({ moneySaved }) =>
    moneySaved
      .flatMap(({ amountMinor, currency }): Progress[] => {
        const target = STEPS[currency]?.[step];
        return target === undefined ? [] : [{ value: Math.max(0, amountMinor), target, unit: 'money', currency }];
      })
      .toSorted((one, other) => other.value / other.target - one.value / one.target)[0],
});

/** A row an achievement. What somebody may have unlocked keeps its name and its row for ever. */
export const RULES: readonly Rule[] = [
  reaching('first-log', 1, 'logs', 'The first day told'),
  reaching('logs-7', 7, 'logs', 'A week of days told'),
  reaching('logs-30', 30, 'logs', 'Thirty days told'),
  reaching('first-craving-resisted', 1, 'cravings', 'The first craving let pass'),
  reaching('cravings-resisted-10', 10, 'cravings', 'Ten cravings let pass'),
  reaching('cravings-resisted-50', 50, 'cravings', 'Fifty cravings let pass'),
  reaching('smoke-free-24-hours', 24, 'hours', '24 hours smoke-free'),
  reaching('smoke-free-3-days', 3, 'days', 'Three days smoke-free'),
  reaching('smoke-free-1-week', 7, 'days', 'A week smoke-free'),
  reaching('smoke-free-2-weeks', 14, 'days', 'Two weeks smoke-free'),
  reaching('smoke-free-1-month', 30, 'days', 'A month smoke-free'),
  reaching('smoke-free-3-months', 91, 'days', 'Three months smoke-free'),
  reaching('smoke-free-6-months', 183, 'days', 'Six months smoke-free'),
  reaching('smoke-free-1-year', 365, 'days', 'A year smoke-free'),
  reaching('cigarettes-avoided-100', 100, 'cigarettes', 'A hundred cigarettes not smoked'),
  reaching('cigarettes-avoided-500', 500, 'cigarettes', 'Five hundred cigarettes not smoked'),
  reaching('cigarettes-avoided-1000', 1_000, 'cigarettes', 'A thousand cigarettes not smoked'),
  reaching('cigarettes-avoided-5000', 5_000, 'cigarettes', 'Five thousand cigarettes not smoked'),
  saving('money-saved-a-little', 0, 'Enough saved for a good dinner'),
  saving('money-saved-more', 1, 'Enough saved for a weekend away'),
  saving('money-saved-much', 2, 'Enough saved for something big'),
  reaching('came-back', 3, 'days', 'Three days on end after a lapse', ({ hasLapsed, currentDays }) =>
    hasLapsed ? currentDays : 0,
  ),
];
