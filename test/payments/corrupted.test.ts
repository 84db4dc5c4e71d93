import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as records from '#lambdas/payments/records';
import { checked } from '../../bin/check/ledger.ts';
import { happen, type Step } from './happenings.ts';
import { steps } from './steps.ts';
import { World } from './world.ts';

/* All that can be wrong with a table, on every row of a world that was right: whoever works the books out again sees it,
 * wherever the row lies. */

type Row = ReturnType<World['rows']>[number];
type Data = Record<string, any>;
/** What lies there in its place: nothing, itself and another, or something else. None where it does not apply. */
type Corruption = (data: Data) => Data[] | undefined;

const lived = (all: readonly Step[]) => {
  const world = new World();
  for (const one of all) happen(world, one);
  return world;
};
/** What a world must have counts before what it may have. */
const kinds = (world: World) =>
  new Set([...world.rows().map(({ entity }) => entity), ...world.payments.map(({ status }) => status)]).size * 10 +
  new Set(world.entries.map(({ movement }) => movement)).size;
/** Of two hundred, the one in which the most different things have happened. */
const [world] = fc
  .sample(steps(120), { numRuns: 200, seed: 7 })
  .map(lived)
  .sort((one, other) => kinds(other) - kinds(one)) as [World];
const rows = world.rows();

const other = (currency: string) => (currency === 'EUR' ? 'USD' : 'EUR');
const changed =
  (change: (data: Data) => Data): Corruption =>
  (data) => [{ ...data, ...change(data) }];
const gone: Corruption = () => [];
const doubled: Corruption = (data) => [data, data];
const only =
  (fits: (data: Data) => boolean, corruption: Corruption): Corruption =>
  (data) =>
    fits(data) ? corruption(data) : undefined;
/** Of an entry that moved something: a refund so small that no commission is in it has no lines. */
const whereMoved = (corruption: Corruption) => only(({ lines }) => lines.length > 0, corruption);
const inLines = (change: (line: Data, index: number) => Data): Corruption =>
  whereMoved(
    changed(({ lines }) => ({
      lines: lines.map((line: Data, index: number) => ({ ...line, ...change(line, index) })),
    })),
  );

const CORRUPTIONS: readonly [kind: { readonly name: string }, Readonly<Record<string, Corruption>>][] = [
  [
    records.lines,
    {
      gone,
      doubled,
      'doubled a moment later': (data) => [data, { ...data, at: '2030-01-01T00:00:00.000Z' }],
      'another amount': changed(({ amountMinor }) => ({ amountMinor: amountMinor + 1 })),
      'the other sign': changed(({ amountMinor }) => ({ amountMinor: -amountMinor })),
      'another currency': changed(({ currency }) => ({ currency: other(currency) })),
      'another account': changed(({ account }) => ({ account: account === 'tax' ? 'fees' : 'tax' })),
      'another owner': changed(() => ({ of: 'coa_9' })),
      'another day': changed(() => ({ at: '2026-12-24T00:00:00.000Z' })),
      'due at another time': changed(() => ({ dueAt: '2026-01-01T00:00:00.000Z' })),
      'of another thing': changed(() => ({ about: 'pay_9999' })),
    },
  ],
  [
    records.entries,
    {
      gone,
      doubled,
      'a line too few': whereMoved(changed(({ lines }) => ({ lines: lines.slice(1) }))),
      unbalanced: inLines(({ amountMinor }, index) => (index === 0 ? { amountMinor: amountMinor + 1 } : {})),
      'balanced otherwise': inLines(({ amountMinor }) => ({ amountMinor: amountMinor * 2 })),
      'another currency': whereMoved(changed(({ currency }) => ({ currency: other(currency) }))),
      'due at another time': changed(() => ({ dueAt: '2026-01-01T00:00:00.000Z' })),
      'of another cause': changed(({ cause }) => ({ cause: `${cause}x` })),
    },
  ],
  [
    records.payments,
    {
      'gone, with what it booked there': only(({ status }) => status === 'succeeded', gone),
      'another amount': only(
        ({ status, gateway }) => status === 'succeeded' && gateway === 'stripe',
        changed(({ amount }) => ({ amount: { ...amount, amountMinor: amount.amountMinor + 1 } })),
      ),
      'other shares': only(
        ({ status }) => status === 'succeeded',
        changed(({ shares }) => ({ shares: { ...shares, commission: shares.commission + 1 } })),
      ),
      'not paid after all': only(
        ({ status }) => status === 'succeeded',
        changed(() => ({ status: 'pending' })),
      ),
      'paid out of nothing': only(
        ({ status }) => status === 'pending',
        changed(() => ({ status: 'succeeded', succeededAt: '2026-01-01T00:00:00.000Z' })),
      ),
      'a refund fewer': only(
        ({ refunds }) => refunds.length > 0,
        changed(({ refunds }) => ({ refunds: refunds.slice(1) })),
      ),
      'a refund of more': only(
        ({ refunds, gateway }) => refunds.length > 0 && gateway === 'stripe',
        changed(({ refunds: [one, ...more] }) => ({
          refunds: [{ ...one, amountMinor: one.amountMinor + 1 }, ...more],
        })),
      ),
    },
  ],
  [
    records.payouts,
    {
      gone,
      'of more': only(
        ({ amount }) => amount.amountMinor > 0,
        changed(({ amount }) => ({ amount: { ...amount, amountMinor: amount.amountMinor + 1 } })),
      ),
      'netted otherwise': changed(({ nettedMinor }) => ({ nettedMinor: nettedMinor + 1 })),
      'failed or not': only(
        ({ amount }) => amount.amountMinor > 0,
        changed(({ status }) => ({ status: status === 'failed' ? 'paid' : 'failed' })),
      ),
    },
  ],
  [
    records.bills,
    {
      gone,
      'of more': changed(({ total }) => ({ total: { ...total, amountMinor: total.amountMinor + 1 } })),
      'earned twice': changed(({ recognised }) => ({
        recognised: [...recognised, { month: '2030-01', amountMinor: 1 }],
      })),
    },
  ],
  [
    records.costs,
    {
      'gone, with what it booked there': only(({ said }) => said.at(-1).amountMinor > 0, gone),
      'of more': changed(({ said }) => ({
        said: [...said.slice(0, -1), { ...said.at(-1), amountMinor: said.at(-1).amountMinor + 1 }],
      })),
      'corrected out of nothing': changed(({ said }) => ({ said: [...said, { ...said[0], amountMinor: 77_777 }] })),
    },
  ],
  [records.holds, { gone, 'of less': changed(({ amount }) => ({ amount: { ...amount, amountMinor: 1 } })) }],
  [records.unsettled, { gone }],
  [records.dueDocuments, { gone, doubled }],
];

describe.each(CORRUPTIONS)('$name', ({ name }, corruptions) => {
  const found = rows.map((row, at) => [row, at] as const).filter(([{ entity }]) => entity === name);

  it.each(Object.entries(corruptions))('%s is seen', (_, corruption) => {
    let tried = 0;
    for (const [row, at] of found) {
      const instead = corruption(row.data as Data)?.map((data) => ({ entity: row.entity, data }) as Row);
      if (instead === undefined) continue;
      tried += 1;
      const { differences } = checked([...rows.slice(0, at), ...instead, ...rows.slice(at + 1)]);
      expect(differences, JSON.stringify(row.data)).not.toEqual([]);
    }
    expect(tried).toBeGreaterThan(0);
  });
});

it('sees a row that lies where another should', () => {
  for (const { name } of [records.lines, records.entries, records.payments, records.payouts]) {
    const row = rows.find(({ entity }) => entity === name)!;
    const moved = rows.map((one) => (one === row ? { ...one, pk: `${name}#of-another` } : one));
    expect(checked(moved).differences).toEqual([expect.stringContaining('of-another')]);
  }
});

it('finds nothing where nothing is wrong', () => expect(checked(rows).differences).toEqual([]));
