import { randomUUID } from 'node:crypto';
import { setRoles } from '#lambdas/identity/routes';
import { days } from '#shared/time';
import { granted } from '../../../../bin/client/granted.ts';
import { enter, type Person, register } from '../../../../bin/client/person.ts';
import type { Deployed } from '../../../../bin/machine/deployed.ts';
import type { Cast } from '../../journey.ts';
import { eventually as soon } from '../../step.ts';
import { CHOSEN } from '../signing-in.ts';
import { cardFee } from './books.ts';

export const CURRENCY = 'EUR';
export const PREMIUM = { amountMinor: 999, currency: CURRENCY };
/** So long after what is paid for has ended, a member is still let in. */
export const GRACE = days(7);

const PRICE = { amountMinor: 12_000, currency: CURRENCY };
/** Half of it is given back, for two weeks. */
const TERMS = { withinDays: 14, percent: 50 };
export const PACK = { title: 'Ten sessions', price: PRICE, credits: 10, validDays: 365, refundTiers: [TERMS] };
export const HALF = PRICE.amountMinor / 2;
/** From when it is paid until it can be paid out: nothing is given back any more, and then a week. */
export const READY_AFTER = days(TERMS.withinDays) + days(7);
/** Of what is not given back: 15 % is the platform's, and what the gateway took the coach's to bear. */
export const COMMISSION = HALF * 0.15;
export const SHARE = HALF - COMMISSION - cardFee(PRICE.amountMinor);

/** Where the hosted pages lead back to. */
export const BACK = 'https://app.example.com/back';

/** What comes about on the way: each is there from the step on that makes it. */
export interface Deal {
  /** Where the fake of Stripe is. */
  readonly fake: string;
  client?: Person;
  coach?: Person;
  /** The page on which Premium is paid, and how far it is paid for. */
  checkout?: string;
  paidThrough?: number;
  packId?: string;
  paymentId?: string;
  paidAt?: number;
  payoutAt?: number;
  payoutId?: string;
  /** Who is paid in other ways than by card, and since when. */
  other?: Person;
  otherPaidAt?: number;
  otherPayments?: readonly string[];
}

export const newKey = () => randomUUID();
export const at = (ms: number) => new Date(ms).toISOString();

/** One purchase is told in ten messages, and each has four listeners, which all start at once the first time. */
export const eventually = <T>(act: () => Promise<T>) => soon(act, 60_000);

export async function newcomer(deployed: Deployed, cast: Cast, name: string): Promise<Person> {
  const address = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
  const password = await register(deployed, { address, name, language: 'en', zone: 'Europe/Berlin', role: 'client' });
  cast.secrets.push(address, password);
  return enter(deployed, address, password, CHOSEN);
}

export async function newCoach(deployed: Deployed, cast: Cast): Promise<Person> {
  const coach = await newcomer(deployed, cast, 'Payee');
  granted(await cast.admin!.call(setRoles, { params: { id: coach.id }, body: { roles: ['client', 'coach'] } }));
  return coach;
}

/** What the fake has been paid for the client's membership, and for which time. */
export interface Bill {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** All that the fake has told so far, of a type. */
export async function toldOf(type: string, { fake }: Deal): Promise<any[]> {
  const { events } = (await (await fetch(`${fake}/fake/events`)).json()) as { events: any[] };
  return events.filter((event) => event.type === type).map(({ data }) => data.object);
}

export async function billsAt(deal: Deal): Promise<Bill[]> {
  const paid = (await toldOf('invoice.paid', deal)).filter((invoice) => invoice.amount_paid > 0);
  const own = paid.filter((invoice) => JSON.stringify(invoice).includes(deal.client!.id));
  return own.map(({ id, lines }) => {
    const { start, end } = lines.data[0].period;
    return { id, from: start * 1000, to: end * 1000 };
  });
}
