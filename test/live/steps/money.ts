import { partialDeepStrictEqual as has, ok, rejects, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getTrends, setSmokingProfile } from '#lambdas/cessation/routes';
import { setRoles } from '#lambdas/identity/routes';
import {
  checkOutMembership,
  getMembership,
  getSubscription,
  listPlanPrices,
  openBilling,
  setPlanPrice,
} from '#lambdas/membership/routes';
import {
  confirmPayment,
  createPayment,
  getEarnings,
  getLedger,
  getPayment,
  listDiscrepancies,
  listDocuments,
  listHoldings,
  listPayouts,
  offerPack,
  refundPayment,
  setUpPayouts,
} from '#lambdas/payments/routes';
import { everyMonthPayOut, everyMonthRecognise } from '#lambdas/payments/schedules';
import { days, hours } from '#shared/time';
import { moveTo, timeHere } from '../../../bin/client/clock.ts';
import { granted } from '../../../bin/client/granted.ts';
import { filledIn } from '../../../bin/client/hosted-page.ts';
import { consent, enter, type Person, register } from '../../../bin/client/person.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import { signature } from '../../../fakes/stripe/webhooks.ts';
import type { Cast } from '../journey.ts';
import { eventually as soon, step } from '../step.ts';
import { added, type Balances, cardFee, checkedBooks, inEntries, portion, type Side, since, sumOf } from './paper.ts';
import { CHOSEN } from './signing-in.ts';

const CURRENCY = 'EUR';
const PREMIUM = { amountMinor: 999, currency: CURRENCY };
const PRICE = { amountMinor: 12_000, currency: CURRENCY };
const PACK = { title: 'Ten sessions', price: PRICE, credits: 10, validDays: 365 };
/** Half of it, for two weeks. */
const TERMS = { withinDays: 14, percent: 50 };
const HALF = PRICE.amountMinor / 2;
const COMMISSION = 0.15;
/** After the last day on which something can be given back, so long until it can be paid out. */
const HOLD = 7;
const BACK = 'https://app.example.com/back';
const GRACE = days(7);
/** One purchase is told in ten messages, and each has four listeners, which all start at once the first time. */
const eventually = <T>(act: () => Promise<T>) => soon(act, 60_000);

const at = (ms: number) => new Date(ms).toISOString();
/** The first moment of that hour of a first of the month that is not before this one. */
function firstAfter(instant: number, hour: number): number {
  const date = new Date(instant);
  const here = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1, hour);
  return here >= instant ? here : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, hour);
}

interface Bill {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Somebody becomes a member, and buys a coach's pack; a month and a payout later, every cent is where it must be. */
export function money(deployed: Deployed, cast: Cast) {
  const { stripeFake: fake, endpoint, api } = deployed;
  if (fake === undefined) {
    const why = 'left out: nobody moves the clock of Stripe itself';
    return [step('money', async () => why)];
  }
  const admin = () => cast.admin!;
  const key = () => randomUUID();
  const here = async () => Date.parse(await timeHere(admin()));
  let [client, coach]: (Person | undefined)[] = [];
  let [checkout, packId, paymentId, payoutId]: string[] = [];
  let [paidAt, paidThrough, payoutAt]: number[] = [];
  let before: Balances;
  let ledger: Balances;

  const trends = async () => (await client!.call(getTrends)).status;
  const newcomer = async (name: string) => {
    const address = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
    const password = await register(deployed, { address, name, language: 'en', zone: 'Europe/Berlin', role: 'client' });
    cast.secrets.push(address, password);
    return enter(deployed, address, password, CHOSEN);
  };
  const invoices = async (): Promise<Bill[]> => {
    const { events } = (await (await fetch(`${fake}/fake/events`)).json()) as { events: any[] };
    const paid = events.filter(({ type, data }) => type === 'invoice.paid' && data.object.amount_paid > 0);
    const own = paid.filter(({ data }) => JSON.stringify(data.object).includes(client!.id));
    return own.map(({ data: { object } }) => {
      const { start, end } = object.lines.data[0].period;
      return { id: object.id, from: start * 1000, to: end * 1000 };
    });
  };
  const entriesOf = async (about: string) => granted(await admin().call(getLedger, { query: { about } })).items;

  /** Of what a member paid ahead, what is earned on each first of the month since; of when it was booked the books are asked. */
  const earned = async ({ id, from, to }: Bill, now: number): Promise<number> => {
    const booked = (await entriesOf(id)).filter(({ movement }) => movement === 'membership-recognised');
    const firsts: number[] = [];
    for (let first = firstAfter(from, 5); first <= now; first = firstAfter(first + 1, 5)) firsts.push(first);
    same(booked.length, firsts.length);
    const late = booked.map((entry, index) => Date.parse(entry.at) - firsts[index]!);
    ok(late.every((ms) => ms >= 0 && ms < hours(1)));
    const last = firsts.at(-1);
    return last === undefined ? 0 : portion(PREMIUM.amountMinor, last + late.at(-1)! - from, to - from);
  };

  /** All that has happened, booked with pen and paper. */
  const onPaper = async (): Promise<Balances> => {
    const bills = await invoices();
    const [now, fee] = [await here(), cardFee(PREMIUM.amountMinor)];
    const recognised = await Promise.all(bills.map((bill) => earned(bill, now)));
    const kept = PRICE.amountMinor - HALF;
    const share = kept - kept * COMMISSION - cardFee(PRICE.amountMinor);
    const sides: Side[] = [
      ...recognised.flatMap((amount): Side[] => [
        ['gateway-clearing', 'stripe', PREMIUM.amountMinor - fee],
        ['fees', 'platform', fee],
        ['deferred-revenue', 'platform', amount - PREMIUM.amountMinor],
        ['revenue', 'platform', -amount],
      ]),
      ['gateway-clearing', 'stripe', kept - cardFee(PRICE.amountMinor)],
      ['commission', 'platform', -kept * COMMISSION],
      ['provider-payable', coach!.id, -share],
      ['provider-payable', coach!.id, share], // paid out
      ['gateway-clearing', 'stripe', -share],
    ];
    return added(sides, CURRENCY);
  };

  return [
    step('the admin says what Premium costs', async () => {
      before = (await checkedBooks(endpoint)).balances;
      const body = { plan: 'premium', every: 'month', price: PREMIUM, trialDays: 0 } as const;
      has(granted(await admin().call(setPlanPrice, { body, key: key() })), body);
      const { items } = granted(await admin().call(listPlanPrices));
      same(items.includes(items.find(({ price }) => price.currency === CURRENCY)!), true);
      return items;
    }),
    step('a newcomer goes to the page where it is paid: that opens nothing', async () => {
      client = await newcomer('Member');
      await consent(client);
      const profile = { zone: 'Europe/Berlin', cigarettesADay: 10, smokingSince: '2015-01-01' };
      const pack = { price: { amountMinor: 800, currency: CURRENCY }, cigarettes: 20 };
      granted(await client.call(setSmokingProfile, { body: { ...profile, pack } }));
      const body = { plan: 'premium', every: 'month', currency: CURRENCY, successUrl: BACK, cancelUrl: BACK } as const;
      checkout = granted(await client.call(checkOutMembership, { body, key: key() })).url;
      ok(checkout.startsWith(`${fake}/checkout/`));
      same(await trends(), 403);
      await eventually(async () => has(granted(await client!.call(getMembership)), { plan: 'basic' }));
      return checkout;
    }),
    step('nor does a word that Stripe has not signed', async () => {
      const object = { id: checkout!.split('/').at(-1), object: 'checkout.session', status: 'complete' };
      const body = JSON.stringify({
        ...{ id: 'evt_forged', object: 'event', type: 'checkout.session.completed' },
        ...{ created: Math.floor(Date.now() / 1000), data: { object } },
      });
      const headers = { 'stripe-signature': signature(body, ['whsec_guessed']) };
      const { status } = await fetch(`${api}/v1/webhooks/stripe`, { method: 'POST', body, headers });
      same([status, await trends()], [400, 403]);
      return status;
    }),
    step('nor a card that the bank declines', async () => {
      await rejects(filledIn(checkout!, { card: 'pm_card_chargeDeclined' }), /declined/);
      same(await trends(), 403);
      return 'the page asks for another';
    }),
    step('pays there, and is a member as soon as the fake of Stripe has told us', async () => {
      same(await filledIn(checkout!, { card: 'pm_card_visa' }), BACK);
      await eventually(async () => same(await trends(), 200));
      const subscription = granted(await client!.call(getSubscription));
      paidThrough = Date.parse(subscription.paidThrough!);
      const premiumUntil = at(paidThrough + GRACE);
      has(subscription, { status: 'active', premiumUntil });
      has(granted(await client!.call(getMembership)), { plan: 'premium', until: premiumUntil });
      return subscription;
    }),
    step('a coach offers a pack, and says where payouts go', async () => {
      coach = await newcomer('Coach');
      granted(await admin().call(setRoles, { params: { id: coach.id }, body: { roles: ['client', 'coach'] } }));
      packId = granted(await coach.call(offerPack, { body: { ...PACK, refundTiers: [TERMS] } })).id;
      const { url } = granted(await coach.call(setUpPayouts, { body: { country: 'DE', returnUrl: BACK } }));
      same(await filledIn(url, { bank: 'takes' }), BACK);
      const month = (await timeHere(admin())).slice(0, 7);
      return eventually(async () => {
        const earnings = granted(await coach!.call(getEarnings, { query: { month } }));
        same(earnings, { month, earned: [], payments: 0, upcoming: [], payoutsEnabled: true });
        return earnings;
      });
    }),
    step('the client buys it', async () => {
      paidAt = await here();
      const body = { subject: { kind: 'pack', id: packId! }, gateway: 'stripe', amount: PRICE } as const;
      const begun = granted(await client!.call(createPayment, { body, key: key() }));
      has(begun, { payment: { status: 'pending', amount: PRICE } });
      ok(begun.clientSecret);
      paymentId = begun.payment.id;
      same(granted(await client!.call(listHoldings)).items, []);
      const params = { id: paymentId };
      granted(await client!.call(confirmPayment, { params, body: { instrument: 'pm_card_visa' }, key: key() }));
      return eventually(async () => {
        has(granted(await client!.call(getPayment, { params })), { status: 'succeeded', refundedMinor: 0 });
        const { items } = granted(await client!.call(listHoldings));
        has(items, [{ coachId: coach!.id, paymentId, left: PACK.credits }]);
        return items;
      });
    }),
    step('and has half of it back, as was agreed', async () => {
      const params = { id: paymentId! };
      const refund = granted(await client!.call(refundPayment, { params, key: key() }));
      has(refund, { paymentId, amount: { ...PRICE, amountMinor: HALF } });
      const { status, problem } = await client!.call(refundPayment, { params, key: key() });
      same([status, problem?.type], [409, '/problems/nothing_to_refund']);
      has(granted(await client!.call(getPayment, { params })), { refundedMinor: HALF });
      return refund;
    }),
    step('a month passes, with its renewal and its payout', async () => {
      payoutAt = firstAfter(paidAt! + days(TERMS.withinDays + HOLD), 6);
      const until = Math.max(payoutAt, paidThrough!) + hours(2);
      const invoked = await moveTo(admin(), at(until));
      const called = ({ name }: { name: string }) => invoked.filter(({ schedule }) => schedule === name).length;
      ok(called(everyMonthPayOut) >= 1 && called(everyMonthRecognise) >= 1);
      return { to: at(until), invoked: invoked.length };
    }),
    step('the membership was renewed, and paid for', () =>
      eventually(async () => {
        const subscription = granted(await client!.call(getSubscription));
        const bills = await invoices();
        same([subscription.status, bills.length], ['active', 2]);
        same(Date.parse(subscription.paidThrough!), Math.max(...bills.map(({ to }) => to)));
        same(Math.max(...bills.map(({ from }) => from)), paidThrough);
        return subscription;
      }),
    ),
    step('the coach was paid out what is theirs', () =>
      eventually(async () => {
        const { items } = granted(await coach!.call(listPayouts));
        const kept = PRICE.amountMinor - HALF;
        const amountMinor = kept - kept * COMMISSION - cardFee(PRICE.amountMinor);
        const month = at(payoutAt!).slice(0, 7);
        has(items, [{ providerId: coach!.id, month, amount: { amountMinor, currency: CURRENCY }, status: 'paid' }]);
        payoutId = items[0]!.id;
        return items;
      }),
    ),
    step('an invoice and a credit note have come', async () => {
      const { items } = granted(await client!.call(listDocuments));
      const told = items.map(({ kind, gross }) => [kind, gross.amountMinor]);
      same(new Set(told.map(String)), new Set([`invoice,${PRICE.amountMinor}`, `credit-note,${HALF}`]));
      return items;
    }),
    step('no night has found a difference between the fake’s books and ours', async () => {
      const { items } = granted(await admin().call(listDiscrepancies, { query: { gateway: 'stripe' } }));
      same(items, []);
      return items;
    }),
    step('the ledger says what the client program has worked out, entry by entry', () =>
      eventually(async () => {
        const about = [paymentId!, payoutId!, ...(await invoices()).map(({ id }) => id)];
        const entries = (await Promise.all(about.map(entriesOf))).flat();
        for (const { cause, lines } of entries)
          same([cause, lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)], [cause, 0]);
        ledger = inEntries(entries, CURRENCY);
        same(ledger, await onPaper());
        return `${entries.length} entries, each balanced`;
      }),
    ),
    step('so does npm run check:ledger, of the whole table', async () => {
      const { balances, verdict } = await checkedBooks(endpoint);
      same(since(before, balances), ledger);
      return verdict;
    }),
    step('the ledger of this journey, in minor units', async () => {
      for (const [account, amount] of Object.entries(ledger)) console.log(`${String(amount).padStart(20)}  ${account}`);
      same(sumOf(ledger), 0);
      return 'it sums to zero';
    }),
    step('a card that is declined at the next renewal leaves Premium open for seven days, and no longer', async () => {
      const { url } = granted(await client!.call(openBilling, { query: { returnUrl: BACK } }));
      await filledIn(url, { card: 'pm_card_chargeCustomerFail' });
      const renewal = Date.parse(granted(await client!.call(getSubscription)).paidThrough!);
      await moveTo(admin(), at(renewal + hours(3)));
      await eventually(async () => has(granted(await client!.call(getSubscription)), { status: 'past_due' }));
      same(await trends(), 200);
      await moveTo(admin(), at(renewal + GRACE + hours(1)));
      same(await trends(), 403);
      return { tried: at(renewal), closed: at(renewal + GRACE) };
    }),
    step('one that pays what is open opens it again', async () => {
      const { url } = granted(await client!.call(openBilling, { query: { returnUrl: BACK } }));
      await filledIn(url, { card: 'pm_card_visa' });
      await eventually(async () => same(await trends(), 200));
      const { verdict } = await eventually(async () => {
        const books = await checkedBooks(endpoint);
        same((await invoices()).length, 3);
        return books;
      });
      return verdict;
    }),
  ];
}
