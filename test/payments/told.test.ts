import { beforeEach, describe, expect, it } from 'vitest';
import { entries } from '#lambdas/payments/records';
import { dice, shuffled } from '../kit/shuffled.ts';
import { rows } from '../kit/tables.ts';
import * as act from './acts.ts';
import { again, events, happens, settle, stripe, tell } from './stripe.ts';

/* Ten histories at the fake, each told in five orders and three times, through webhook and listener: on the wire, where the
 * pure rules have been through thousands. */

beforeEach(act.everybody);

const at = async (id: string) => `payments/${await act.refOf(id)}`;
const disputed = async (id: string) => (await happens(`${await at(id)}/dispute`)).id as string;
const paid = async () => {
  const id = await act.paid();
  await settle();
  return id;
};

const BOUGHT = { 'gateway-clearing USD': 9680, 'provider-payable USD': -8180, 'commission USD': -1500 };
let byHand = 0;

const HISTORIES: Readonly<Record<string, () => Promise<string>>> = {
  'paid at once': act.paid,
  'declined, then paid': async () => {
    const id = await act.begun();
    await act.pay(id, 'pm_card_chargeDeclined');
    await act.pay(id);
    return id;
  },
  'asked by the bank, then paid': async () => {
    const id = await act.begun();
    await act.pay(id, 'pm_card_authenticationRequired');
    await happens(`${await at(id)}/authenticate`, { passed: true });
    return id;
  },
  'not answered to the bank': async () => {
    const id = await act.begun();
    await act.pay(id, 'pm_card_authenticationRequired');
    await happens(`${await at(id)}/authenticate`, { passed: false });
    return id;
  },
  cancelled: async () => {
    const id = await act.begun();
    await act.drop(id);
    return id;
  },
  'given back by policy': async () => {
    const id = await paid();
    await act.haveBack(id);
    return id;
  },
  'given back in three parts': async () => {
    const id = await paid();
    for (const amountMinor of [3_333, 1, 2_000]) await act.giveBack(id, { amountMinor });
    return id;
  },
  'given back at the gateway, where nobody asked here': async () => {
    const id = await paid();
    const { refunds } = await stripe();
    const amount = { amountMinor: 1_234, currency: 'USD' };
    // As somebody does in the gateway's own pages: it knows nothing of our ids.
    await refunds.create({ id: `by-hand-${byHand++}`, paymentRef: await act.refOf(id), amount, tags: {} });
    return id;
  },
  'disputed and won': async () => {
    const id = await paid();
    await happens(`disputes/${await disputed(id)}/close`, { outcome: 'won' });
    return id;
  },
  'half given back, then disputed and lost': async () => {
    const id = await paid();
    await act.giveBack(id, { amountMinor: 5_000 });
    await settle();
    await happens(`disputes/${await disputed(id)}/close`, { outcome: 'lost' });
    return id;
  },
};

/** What lies in each account at its end. */
const ENDS: Readonly<Record<keyof typeof HISTORIES, object>> = {
  'paid at once': BOUGHT,
  'declined, then paid': BOUGHT,
  'asked by the bank, then paid': BOUGHT,
  'not answered to the bank': {},
  cancelled: {},
  'given back by policy': { 'gateway-clearing USD': -320, 'provider-payable USD': 320 },
  'given back in three parts': {
    'gateway-clearing USD': 4346,
    'provider-payable USD': -3817,
    'commission USD': -700,
    'fees USD': 171,
  },
  'given back at the gateway, where nobody asked here': {
    ...BOUGHT,
    'gateway-clearing USD': 8446,
    'write-off USD': 1234,
  },
  'disputed and won': { ...BOUGHT, 'gateway-clearing USD': 8180, 'fees USD': 1500 },
  'half given back, then disputed and lost': {
    'gateway-clearing USD': -1820,
    'provider-payable USD': 2410,
    'commission USD': -750,
    'fees USD': 160,
  },
};

async function told(history: () => Promise<string>, shuffle: number) {
  const roll = dice(shuffle + 1);
  const id = await history();
  for (const event of shuffled([...events, ...events, ...events], roll)) {
    await tell(event);
    if (roll() < 0.3) await settle();
  }
  await settle();
  await again();
  return act.standing(id);
}

describe.each(Object.entries(HISTORIES))('%s', (name, history) => {
  it('ends as it ends, in whatever order it is told', async () => {
    const ends: unknown[] = [];
    for (let shuffle = 0; shuffle < 5; shuffle += 1) {
      if (shuffle > 0) await act.everybodyAnew();
      ends.push(await told(history, shuffle));
    }
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(ends[0]).toMatchObject({ balances: ENDS[name] });
    expect(await off()).toEqual([]);
  });
});

/** Entries that do not sum to zero. */
const off = async () =>
  (await rows())
    .filter(({ entity }) => entity === entries.name)
    .filter(({ data }) => data.lines.reduce((sum: number, line: any) => sum + line.amountMinor, 0) !== 0);
