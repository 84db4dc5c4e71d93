import type { Measure, Tally } from '../schemas.ts';
import { sum } from './tally.ts';

/* What an event adds, by the names of figures. */

export const MONTHS = [1, 3, 6, 12] as const;
export type Months = (typeof MONTHS)[number];

/** What is told of an outcome, and after which months. */
export const MEASURES: Readonly<Record<Measure, readonly Months[]>> = {
  abstinent7: MONTHS,
  abstinent30: MONTHS,
  prolonged: MONTHS,
  russell: [6, 12],
};
export const measures = Object.keys(MEASURES) as Measure[];

type Settled = { readonly months: Months; readonly responded: boolean } & {
  readonly [M in Measure]?: boolean | undefined;
};

export const ofOutcome = ({ months, responded, ...told }: Settled): Tally => ({
  [`outcome.${months}.due`]: 1,
  [`outcome.${months}.responded`]: Number(responded),
  ...Object.fromEntries(
    measures
      .filter((measure) => MEASURES[measure].includes(months))
      .map((measure) => [`outcome.${months}.${measure}`, Number(responded && told[measure] === true)]),
  ),
});

const STANDING = [
  'people',
  'measured',
  'reductionPercent',
  'reduced50',
  'brinkmanAvoided',
  'cigarettesAvoided',
  'days',
  'logs',
  'backDated',
  'edited',
  'contradicted',
] as const;
type Standing = Readonly<Record<(typeof STANDING)[number], number>>;
/** One figure a currency. */
export const SAVED = 'saved.';
interface Saved {
  readonly amountMinor: number;
  readonly currency: string;
}

export const ofStanding = ({ moneySaved, ...changed }: Standing & { readonly moneySaved: readonly Saved[] }): Tally =>
  sum([
    Object.fromEntries(STANDING.map((name) => [`standing.${name}`, changed[name]])),
    ...moneySaved.map(({ currency, amountMinor }) => ({ [`${SAVED}${currency}`]: amountMinor })),
  ]);

/** What came of payments, by the way in which they are paid. */
export const PAYMENT = 'payment.';
interface Way {
  readonly gateway: string;
  readonly currency: string;
}
const wayed = (what: string, { gateway, currency }: Way) => `${PAYMENT}${what}.${gateway}.${currency}`;

export const ofBegun = (way: Way): Tally => ({ [wayed('begun', way)]: 1 });

/** One that had ended otherwise is counted there no more. */
export const ofEnded = ({ before, status, ...way }: Way & { readonly before: string; readonly status: string }) =>
  sum([{ [wayed(status, way)]: 1 }, before === 'pending' ? {} : { [wayed(before, way)]: -1 }]);
