import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MONTHS, measures, ofOutcome, ofStanding } from '#lambdas/insights/domain/heard';
import { addition, carried, SHARDS, sum } from '#lambdas/insights/domain/tally';
import type { Tally } from '#lambdas/insights/schemas';
import { idsFrom } from '#shared/table/commit';
import { dayAfter } from '#shared/time';

const FIRST = '2026-01-01';
const tally = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -50, max: 50 }));
const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => dayAfter(FIRST, count));
const added = fc.record({ counts: tally, heard: fc.nat(50), cohort: fc.option(day(-40, 50), { nil: undefined }) });
/** Carried from day to day, each with what was heard on it. */
const through = (days: number, all: readonly { counts: Tally; heard: number; cohort: string | undefined }[]) =>
  Array.from({ length: days }, (_, index) => index).reduce(
    (before, index) =>
      carried(
        before,
        dayAfter(FIRST, index),
        all.filter(({ heard }) => heard === index),
      ),
    carried(undefined, dayAfter(FIRST, -1), []),
  );

describe('sums', () => {
  it('know no order and no split', () => {
    fc.assert(
      fc.property(fc.array(tally), fc.nat(), (all, at) => {
        const cut = at % (all.length + 1);
        const [one, other] = [all.slice(0, cut), all.slice(cut)];
        expect(sum([sum(other), sum(one)])).toEqual(sum(all));
        expect(sum([...all].reverse())).toEqual(sum(all));
      }),
    );
  });

  it('carried from day to day are those of all that was heard, whichever day it was heard on', () => {
    fc.assert(
      fc.property(fc.array(added), (all) => {
        expect(through(51, all).counts).toEqual(sum(all.map(({ counts }) => counts)));
        const late = all.map((one) => ({ ...one, heard: 50 }));
        expect(through(51, late)).toEqual(through(51, all));
      }),
    );
  });

  it('keep newcomers apart for thirty days, oldest first', () => {
    fc.assert(
      fc.property(fc.array(added), (all) => {
        const { cohorts } = through(51, all);
        const last = dayAfter(FIRST, 50);
        const young = all.filter(({ cohort }) => cohort !== undefined && cohort > dayAfter(last, -30));
        expect(cohorts.map(({ day }) => day)).toEqual([...new Set(young.map(({ cohort }) => cohort!))].sort());
        expect(sum(cohorts.map(({ counts }) => counts))).toEqual(sum(young.map(({ counts }) => counts)));
      }),
    );
  });
});

describe('what is added', () => {
  it('lies in the UTC day on which it was heard, in any of the shards', () => {
    const newId = idsFrom('seed');
    const some = Array.from({ length: 100 }, () => addition(newId('add'), new Date('2026-01-01T23:59:59.999Z'), {}));
    expect(new Set(some.map(({ day }) => day))).toEqual(new Set(['2026-01-01']));
    expect(new Set(some.map(({ shard }) => shard))).toEqual(new Set(SHARDS));
  });

  const outcome = { responded: true, abstinent7: true, abstinent30: false, prolonged: false, russell: true };

  it.each(MONTHS)('of an outcome after %i months is one more due, and the successes that were told', (months) => {
    const names = (which: Tally) => Object.keys(which).filter((name) => which[name] === 1);
    const told = names(ofOutcome({ ...outcome, months }));
    const russell = months >= 6 ? [`outcome.${months}.russell`] : [];
    expect(told.sort()).toEqual(
      [...['due', 'responded', 'abstinent7'].map((name) => `outcome.${months}.${name}`), ...russell].sort(),
    );
  });

  it('of an outcome that nobody answered is no success, whatever else is told', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MONTHS),
        fc.record(Object.fromEntries(measures.map((one) => [one, fc.boolean()]))),
        (months, told) => {
          const all = ofOutcome({ months, responded: false, ...told });
          expect(sum([all, { [`outcome.${months}.due`]: -1 }])).toEqual(
            Object.fromEntries(Object.keys(all).map((name) => [name, 0])),
          );
        },
      ),
    );
  });

  it('of a standing is every difference, money by currency', () => {
    const none = {
      people: 1,
      measured: 0,
      reductionPercent: -3,
      reduced50: 0,
      brinkmanAvoided: 0,
      cigarettesAvoided: 0,
    };
    const changed = { ...none, days: 0, logs: 0, backDated: 0, edited: 0, contradicted: 2 };
    const moneySaved = [
      { amountMinor: 100, currency: 'KZT' },
      { amountMinor: -5, currency: 'EUR' },
      { amountMinor: 50, currency: 'KZT' },
    ];
    const all = ofStanding({ ...changed, moneySaved });
    expect(Object.fromEntries(Object.entries(all).filter(([, count]) => count !== 0))).toEqual({
      'standing.people': 1,
      'standing.reductionPercent': -3,
      'standing.contradicted': 2,
      'saved.KZT': 150,
      'saved.EUR': -5,
    });
  });
});
