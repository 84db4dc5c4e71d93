import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { handler as logCraving } from '#lambdas/cessation/log-craving';
import { handler as logDay } from '#lambdas/cessation/log-day';
import { attempts, cravings, dayLogs, lapses, profiles } from '#lambdas/cessation/records';
import { handler as setSmokingProfile } from '#lambdas/cessation/set-smoking-profile';
import { handler as tellLapse } from '#lambdas/cessation/tell-lapse';
import { forgetKeys } from '#shared/table/seal';
import { dayAfter, dayIn } from '#shared/time';
import { call, client, person } from '../kit/index.ts';
import { needed } from '../kit/needs.ts';
import { restore } from '../kit/tables.ts';
import { watched } from '../kit/wire.ts';
import { at, consenting, profile, quitter, ZONE } from './people.ts';
import { counted } from './slow.ts';

const me = client('cli_1');
const summary = async () => (await call(getSummary, { as: me })).body;

beforeEach(() => at('2026-01-02T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('the summary', () => {
  it('is none before anything was told', async () => {
    await consenting('cli_1');
    expect(await call(getSummary, { as: me })).toMatchObject({ status: 404 });
  });

  it('says after the profile alone what smoking has come to', async () => {
    await consenting('cli_1');
    await call(setSmokingProfile, { as: me, body: { ...profile, smokingSince: '2006-01-02' } });
    expect(await summary()).toEqual({
      asOf: '2026-01-02',
      since: '2026-01-02',
      logs: 0,
      brinkman: { atQuit: 400, band: '200-599', at: '2026-01-02', projected: 400, avoided: 0 },
      abstinence: {},
      dataAccuracy: { days: 0, logs: 0, backDated: 0, edited: 0, contradicted: 0 },
    });
  });

  it.each([
    ['2016-01-02', 200, '200-599'],
    ['2016-01-12', 199, '0-199'],
    ['1996-01-02', 600, '600+'],
    ['1996-01-12', 599, '200-599'],
  ])('of somebody who began on %s has a Brinkman index of %i', async (smokingSince, atQuit, band) => {
    await consenting('cli_1');
    await call(setSmokingProfile, { as: me, body: { ...profile, smokingSince } });
    expect((await summary()).brinkman).toMatchObject({ atQuit, band });
  });

  it('goes on by the calendar alone, and keeps the Brinkman index of the quit date', async () => {
    await quitter('cli_1', '2026-01-02');
    at('2027-01-02T06:00:00Z');
    expect(await summary()).toMatchObject({
      asOf: '2027-01-02',
      quitDate: '2026-01-02',
      since: '2026-01-02',
      logs: 0,
      smokeFree: {
        current: 365,
        longest: 365,
        total: 365,
        since: '2026-01-02',
        lastCigaretteAt: '2026-01-01T19:00:00.000Z',
      },
      cigarettesAvoided: 7_300,
      moneySaved: [{ amountMinor: 365 * 80_000, currency: 'KZT' }],
      brinkman: { atQuit: 400, band: '200-599', at: '2026-01-02', projected: 420, avoided: 20 },
      abstinence: {
        last7Days: { holds: true, from: '2026-12-26', logs: 0 },
        last30Days: { holds: true, from: '2026-12-03', logs: 0 },
        prolonged: { holds: true, from: '2026-01-16', logs: 0 },
        russell: { holds: true, from: '2026-01-16', logs: 0, months: 12 },
      },
      healthScore: {
        version: 1,
        parts: [
          { part: 'abstinence', weight: 50, points: 100 },
          { part: 'steadiness', weight: 20, points: 100 },
          { part: 'reduction', weight: 20 },
          { part: 'exposure', weight: 10, points: 33 },
        ],
      },
      dataAccuracy: { days: 365, logs: 0, backDated: 0, edited: 0, contradicted: 0 },
    });
  });

  it('is one read beside what the kernel asks', async () => {
    await quitter('cli_1', '2026-01-02');
    const asked: string[] = [];
    await watched(({ rights }, go) => {
      asked.push(...rights);
      return go();
    }, summary);
    expect(asked).toEqual(['get:QUIT']);
    forgetKeys();
    expect(await needed(summary)).toEqual(['get:QUIT', 'unseal']);
    expect(await call(getSummary, { as: person('cli_1') })).toMatchObject({ status: 200 });
  });

  it('is what counting on paper gives from the raw logs', async () => {
    const step = fc.record({
      waits: fc.integer({ min: 0, max: 9 }),
      back: fc.integer({ min: 0, max: 30 }),
      cigarettes: fc.constantFrom(0, 0, 1, 7),
      as: fc.constantFrom('day', 'days', 'craving', 'lapse', 'price'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 9 }), async (steps) => {
        await restore();
        at('2026-01-02T06:00:00Z');
        await quitter('cli_1', '2025-12-20');
        for (const { waits, back, cigarettes, as } of steps) {
          vi.setSystemTime(Date.now() + waits * 86_400_000);
          const date = dayAfter(dayIn(ZONE, new Date()), -back);
          if (as === 'day') await call(logDay, { as: me, params: { date }, body: { cigarettes } });
          if (as === 'days') {
            for (let ago = 0; ago < 8; ago += 1) {
              const params = { date: dayAfter(dayIn(ZONE, new Date()), -ago) };
              await call(logDay, { as: me, params, body: { cigarettes: ago === back ? 0 : 2 } });
            }
          }
          if (as === 'lapse') {
            const body = { at: new Date(Date.now() - back * 80_000_000).toISOString(), cigarettes: 1 + (back % 3) };
            await call(tellLapse, { as: me, body });
          }
          if (as === 'craving') {
            const body = { at: `${date}T00:30:00.000Z`, trigger: 'stress', intensity: 5, smoked: cigarettes > 0 };
            await call(logCraving, { as: me, body });
          }
          if (as === 'price') {
            const pack = { ...profile.pack, price: { amountMinor: 1_000 * (back + 1), currency: 'KZT' } };
            await call(setSmokingProfile, { as: me, body: { ...profile, pack } });
          }
        }
        const [days, urges, slipped] = await Promise.all([
          dayLogs.list({ clientId: 'cli_1' }),
          cravings.list({ clientId: 'cli_1' }),
          lapses.list({ clientId: 'cli_1' }),
        ]);
        const slips = [
          ...urges.flatMap(({ smoked, date }) => (smoked && date !== undefined ? [date] : [])),
          ...slipped.flatMap(({ date, cigarettes }) => Array<string>(cigarettes).fill(date)),
        ];
        const told = await profiles.get({ clientId: 'cli_1' });
        const { since } = await summary();
        const raw = { ...told!, since, attempts: [{ quitDate: '2025-12-20' }], logs: days, slips };
        const { relapsedOn, ...paper } = counted(raw, new Date());
        expect(await summary()).toMatchObject(paper);
        expect((await attempts.latest({ clientId: 'cli_1' }))?.endedOn).toBe(relapsedOn);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
