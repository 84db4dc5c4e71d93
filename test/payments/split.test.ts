import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begun, ratesAt } from '#lambdas/payments/domain/begin';
import { scheduleOf } from '#lambdas/payments/domain/fees';
import { proportion, taxWithin } from '#lambdas/payments/domain/proportion';
import { byPolicy, refundOf, sharesNow, sharesUpTo } from '#lambdas/payments/domain/refund';
import { minimumPrice, split } from '#lambdas/payments/domain/split';
import type { Shares } from '#lambdas/payments/schemas';
import { leastOf, stepOf, unpayable } from '#shared/gateways/payable';
import { exponentOf } from '#shared/money';
import { days } from '#shared/time';
import { AT, amounts, NOW, paid, parts, RATES, rates } from './made.ts';

const threeOf = ({ commission, fee, provider }: Shares) => [commission, fee, provider];
const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
const isShare = (one: number) => Number.isSafeInteger(one) && one >= 0;

describe('the split', () => {
  it('is that of the sources: 15 %, 2.9 % and 30 cents, the rest', () => {
    expect(split(10_000, RATES)).toEqual({ commission: 1500, tax: 0, fee: 320, provider: 8180 });
    expect(split(10_010, RATES)).toMatchObject({ commission: 1502, fee: 320 }); // 1501.5 is half up, 290.29 + 30
  });

  it.each([
    [1, 5000, 1],
    [3, 5000, 2],
    [9_007_199_254_740_991, 5000, 4_503_599_627_370_496],
  ])('of %i, %i basis points are %i', (amount, bps, share) => expect(proportion(amount, bps, 10_000)).toBe(share));

  it('has whole shares, none below zero, that sum to any amount from the least on', () => {
    fc.assert(
      fc.property(rates(), amounts(), (rate, above) => {
        const shares = split(minimumPrice(rate, 1) + above, rate);
        expect(threeOf(shares).every(isShare)).toBe(true);
        expect(sum(threeOf(shares))).toBe(minimumPrice(rate, 1) + above);
        expect(isShare(shares.tax) && shares.tax <= shares.commission).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('has no least price that could be less', () => {
    fc.assert(
      fc.property(rates(), (rate) => {
        const least = minimumPrice(rate, 1);
        expect(least === 1 || split(least - 1, rate).provider < 0).toBe(true);
      }),
    );
    expect(minimumPrice(RATES, 50)).toBe(50);
    expect(minimumPrice({ ...RATES, feeFixedMinor: 100 }, 50)).toBe(122);
  });

  it('takes the tax out of what includes it', () => {
    expect(taxWithin(1120, 1200)).toBe(120);
    expect(taxWithin(1120, 0)).toBe(0);
  });
});

/** A price, and cuts of it. */
const cuts = () =>
  fc.tuple(rates(), amounts(), fc.array(parts(), { maxLength: 6 })).map(([rate, above, at]) => {
    const amountMinor = minimumPrice(rate, 1) + above;
    const ends = [...at.map((part) => Math.floor(part * amountMinor)), 0, amountMinor].sort((a, b) => a - b);
    const amounts = ends.slice(1).map((end, index) => end - ends[index]!);
    return { rate, amountMinor, amounts: amounts.filter((amount) => amount > 0) };
  });

describe('a price', () => {
  /** Every gateway in every currency that it has a schedule for: of no, two and three decimals, and in steps of more than one. */
  const ways = (['stripe', 'paypal', 'kaspi', 'cash'] as const).flatMap((gateway) =>
    ['USD', 'EUR', 'GBP', 'KZT', 'JPY', 'KWD', 'ISK', 'UGX', 'MGA', 'HUF', 'CLF']
      .filter((currency) => scheduleOf(gateway, currency) !== undefined)
      .map((currency) => ({ gateway, currency })),
  );
  const terms = fc.record({ commissionBps: fc.integer({ min: 0, max: 5000 }) });

  it('that is taken has whole shares that sum to it, in any currency of any gateway; one below the least is not', () => {
    expect(ways.map(({ currency }) => exponentOf(currency))).toEqual(expect.arrayContaining([0, 2, 3, 4]));
    fc.assert(
      fc.property(fc.constantFrom(...ways), terms, amounts(), ({ gateway, currency }, terms, above) => {
        const rate = ratesAt(gateway, currency, terms);
        const least = minimumPrice(rate, leastOf(gateway, currency));
        const take = (amountMinor: number) => {
          const price = { amountMinor, currency };
          const offer = { subject: paid().subject, providerId: 'coa_1', price, refundTiers: [], waits: 0 };
          return begun(offer, { id: 'pay_1', payerId: 'cli_1', gateway, amount: price }, rate, NOW);
        };
        expect(() => take(least - 1)).toThrow('less than');
        const amountMinor = least + above;
        const isTaken = unpayable(gateway, { amountMinor, currency }) === undefined;
        if (!isTaken) {
          expect(() => take(amountMinor)).toThrow('cannot be paid');
          return;
        }
        const { shares } = take(amountMinor);
        expect(threeOf(shares).every(isShare)).toBe(true);
        expect(sum(threeOf(shares))).toBe(amountMinor);
        expect(amountMinor % stepOf(gateway, currency)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('refunds in parts', () => {
  it('share out each part, and all of them the whole', () => {
    fc.assert(
      fc.property(cuts(), fc.nat({ max: 50_000 }), ({ rate, amountMinor, amounts }, feeMinor) => {
        const amount = { amountMinor, currency: 'USD' };
        let one = paid({ amount, rates: rate, shares: split(amountMinor, rate), feeMinor });
        for (const [index, amountMinor] of amounts.entries()) {
          const asked = { id: `rfd_${index}`, amountMinor, feeBorneBy: 'provider', by: 'admin', at: AT } as const;
          const refund = refundOf(one, asked);
          expect(threeOf(refund.shares).every(isShare)).toBe(true);
          expect(sum(threeOf(refund.shares))).toBe(amountMinor);
          one = { ...one, refunds: [...one.refunds, refund] };
        }
        const total = (share: keyof Shares) => sum(one.refunds.map(({ shares }) => shares[share]));
        expect({
          commission: total('commission'),
          tax: total('tax'),
          fee: total('fee'),
          provider: total('provider'),
        }).toEqual(sharesNow(one));
      }),
    );
  });

  it('only grow', () => {
    fc.assert(
      fc.property(rates(), fc.integer({ min: 1, max: 400 }), (rate, above) => {
        const amountMinor = minimumPrice(rate, 1) + above;
        const whole = split(amountMinor, rate);
        let before = sharesUpTo(0, amountMinor, whole);
        expect(threeOf(before)).toEqual([0, 0, 0]);
        const step = Math.max(1, Math.floor(amountMinor / 300));
        for (let given = 1; given <= amountMinor; given += given % step === 0 ? step : 1) {
          const now = sharesUpTo(given, amountMinor, whole);
          for (const share of ['commission', 'tax', 'fee', 'provider'] as const)
            expect(now[share]).toBeGreaterThanOrEqual(before[share]);
          before = now;
        }
      }),
      { numRuns: 60 },
    );
  });

  const ask = (amountMinor: number) =>
    ({ id: 'rfd_9', amountMinor, feeBorneBy: 'provider', by: 'admin', at: AT }) as const;
  const stands = { ...refundOf(paid(), ask(4000)), id: 'rfd_1' };
  it.each([
    [[stands], 6000, true],
    [[stands], 6001, false],
    [[{ ...stands, status: 'failed' as const }], 10_000, true],
  ])('never give back more than was paid', (refunds, amountMinor, isLeft) => {
    const act = () => refundOf(paid({ refunds }), ask(amountMinor));
    if (isLeft) expect(act().amountMinor).toBe(amountMinor);
    else expect(act).toThrow('more than is left');
  });

  it('are of what the gateway can give: cards know no third decimal', () => {
    const dinars = paid({
      amount: { amountMinor: 10_000, currency: 'KWD' },
      refundTiers: [{ withinDays: 9, percent: 33 }],
    });
    expect(() => refundOf(dinars, ask(1_005))).toThrow('no such fraction');
    expect(refundOf(dinars, ask(1_010)).amountMinor).toBe(1_010);
    expect(byPolicy(dinars, { left: 2, of: 3 }, NOW)).toBe(2_200);
  });

  it('by policy are of what is not used, for as long as its tiers say', () => {
    const tiers = [
      { withinDays: 2, percent: 100 },
      { withinDays: 9, percent: 50 },
    ];
    const one = paid({ refundTiers: tiers });
    const later = (count: number) => new Date(NOW.getTime() + days(count));
    expect(byPolicy(one, { left: 5, of: 5 }, later(2))).toBe(10_000);
    expect(byPolicy(one, { left: 4, of: 5 }, later(2))).toBe(8_000);
    expect(byPolicy(one, { left: 5, of: 5 }, later(9))).toBe(5_000);
    expect(() => byPolicy(one, { left: 5, of: 5 }, later(9.1))).toThrow('nothing is given back');
    expect(() => byPolicy(one, { left: 0, of: 5 }, NOW)).toThrow('nothing is given back');
  });

  it('stop before what a dispute holds, and what was given back elsewhere', () => {
    const disputes = [{ ref: 'dp_1', amountMinor: 3000, feeMinor: 1500, status: 'open' as const, isOurs: false }];
    const outside = [{ ref: 're_1', amountMinor: 2000, status: 'done' as const }];
    expect(() => refundOf(paid({ disputes, outside }), ask(5001))).toThrow('more than is left');
    expect(refundOf(paid({ disputes, outside }), ask(5000)).amountMinor).toBe(5000);
  });
});
