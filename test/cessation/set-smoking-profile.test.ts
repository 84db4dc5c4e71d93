import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { profileCompleted } from '#lambdas/cessation/events';
import { handler as getSummary } from '#lambdas/cessation/get-summary';
import { profiles, progresses } from '#lambdas/cessation/records';
import { handler } from '#lambdas/cessation/set-smoking-profile';
import { call, client, raised, raw, stoppedAnywhere } from '../kit/index.ts';
import { at, consenting, profile, quitter } from './people.ts';

const me = client('cli_1');
const price = (amountMinor: number) => ({
  ...profile,
  pack: { ...profile.pack, price: { amountMinor, currency: 'KZT' } },
});
const summary = async () => (await call(getSummary, { as: me })).body;

beforeEach(() => at('2026-01-02T06:00:00Z'));
afterEach(() => void vi.useRealTimers());

describe('the smoking profile', () => {
  it('is kept, sealed, and completed once', async () => {
    await consenting('cli_1');
    const { status, body } = await call(handler, { as: me, body: profile });
    const { pack, ...told } = profile;
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        ...told,
        clientId: 'cli_1',
        packs: [{ ...pack, from: '2026-01-02' }],
        completedAt: '2026-01-02T06:00:00.000Z',
      },
    });
    at('2026-01-05T06:00:00Z');
    expect((await call(handler, { as: me, body: { ...profile, cigarettesADay: 15 } })).body).toMatchObject({
      cigarettesADay: 15,
      completedAt: '2026-01-02T06:00:00.000Z',
    });
    expect(await raised(profileCompleted)).toEqual([{ clientId: 'cli_1', at: '2026-01-02T06:00:00.000Z' }]);
    for (const entity of [profiles, progresses]) {
      const row = JSON.stringify(await raw(entity, { clientId: 'cli_1' }));
      for (const told of ['KZT', 'Almaty', '2006']) expect(row).not.toContain(told);
    }
  });

  it('is not taken without consent', async () => {
    expect(await call(handler, { as: me, body: profile })).toMatchObject({ status: 403 });
    expect(await profiles.get({ clientId: 'cli_1' })).toBeUndefined();
  });

  it('takes no beginning that lies ahead, by the calendar of the zone told', async () => {
    await consenting('cli_1');
    at('2026-01-02T19:30:00Z'); // the third of January in Almaty
    const since = (smokingSince: string) => call(handler, { as: me, body: { ...profile, smokingSince } });
    expect(await since('2026-01-04')).toMatchObject({ status: 422, body: { errors: [{ field: 'smokingSince' }] } });
    expect(await since('2026-01-03')).toMatchObject({ status: 200 });
  });

  it.each([
    ['cigarettesADay', { ...profile, cigarettesADay: 0 }],
    ['pack.price.currency', { ...profile, pack: { cigarettes: 20, price: { amountMinor: 1, currency: 'XQZ' } } }],
    ['pack.price.amountMinor', price(-1)],
    ['zone', { ...profile, zone: 'Mars/Olympus' }],
  ])('names %s where it is wrong', async (field, body) => {
    await consenting('cli_1');
    expect(await call(handler, { as: me, body })).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  it('takes another price from that day on', async () => {
    await quitter('cli_1', '2026-01-02');
    at('2026-01-12T06:00:00Z');
    expect((await summary()).moneySaved).toEqual([{ amountMinor: 10 * 80_000, currency: 'KZT' }]);
    for (const amount of [90_000, 100_000]) await call(handler, { as: me, body: price(amount) });
    expect((await profiles.get({ clientId: 'cli_1' }))?.packs.map(({ from }) => from)).toEqual([
      '2026-01-02',
      '2026-01-12',
    ]);
    expect((await summary()).moneySaved).toEqual([{ amountMinor: 10 * 80_000, currency: 'KZT' }]);
    at('2026-01-15T06:00:00Z');
    expect((await summary()).moneySaved).toEqual([{ amountMinor: 10 * 80_000 + 3 * 100_000, currency: 'KZT' }]);
  });

  it('keeps money by its currency', async () => {
    await quitter('cli_1', '2026-01-02');
    at('2026-01-04T06:00:00Z');
    await call(handler, {
      as: me,
      body: { ...profile, pack: { cigarettes: 25, price: { amountMinor: 999, currency: 'EUR' } } },
    });
    at('2026-01-05T06:00:00Z');
    expect((await summary()).moneySaved).toEqual([
      { amountMinor: 160_000, currency: 'KZT' },
      { amountMinor: 799, currency: 'EUR' },
    ]);
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await consenting('cli_1');
    await stoppedAnywhere(handler, { as: me, body: profile });
    expect(await raised(profileCompleted)).toHaveLength(1);
  });
});
