import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Comparison, Feature } from '#lambdas/membership/catalogue-schemas';
import { BUILT_IN, checkEdition, entitlementsOf, GUARDED } from '#lambdas/membership/domain/catalogue';
import { handler as grant } from '#lambdas/membership/grant-membership';
import { granted } from '#lambdas/membership/index';
import { handler as list } from '#lambdas/membership/list-membership-plans';
import { catalogues } from '#lambdas/membership/records';
import { handler as set } from '#lambdas/membership/set-membership-plans';
import { modules } from '#lib/modules';
import type { Entitlement, Route } from '#shared/http/route';
import { commit, idsFrom } from '#shared/table/commit';
import { grants } from '#shared/table/grants';
import { admin, call, enrolled } from '../kit/index.ts';
import { adminOf } from './admins.ts';

const routes = modules.flatMap(({ routes = {} }) => Object.values(routes) as Route[]);
const asked = routes.flatMap(({ entitlement }) => (entitlement ? [entitlement] : []));

/** What entries ask for and a plan does not give, by some edition. */
const missing = (edition: Pick<Comparison, 'features'>, some: readonly Entitlement[] = asked) =>
  some.filter(({ feature, plan }) => !entitlementsOf(edition, plan).includes(feature)).map(({ feature }) => feature);

type Features = Comparison['features'];
const { plans, features } = BUILT_IN;
const without = (...names: string[]) => features.filter(({ feature }) => !names.includes(feature));
const but = (name: Features[number]['feature'], ...plans: Features[number]['plans']): Features =>
  features.map((one) => (one.feature === name ? { ...one, plans } : one));

describe('the catalogue', () => {
  it('has every entitlement that an entry asks for, under the plan that it names', () => {
    expect(asked).toContainEqual({ feature: 'trends', plan: 'premium' });
    expect(missing(BUILT_IN)).toEqual([]);
    expect(
      missing(BUILT_IN, [
        { feature: 'flying', plan: 'premium' },
        { feature: 'self-tracking', plan: 'premium' },
      ]),
    ).toEqual([
      'flying',
      'self-tracking', // everybody has it: no entry may ask for it
    ]);
  });

  it('guards all that entries ask for, and nothing else', () => {
    expect([...GUARDED].sort()).toEqual([...new Set(asked.map(({ feature }) => feature))].sort());
  });

  it('has it in every edition that is taken, in which Premium has all that Basic has', () => {
    const some = fc.subarray(['basic', 'premium'] as const).map((plans) => [...plans]);
    const edition = fc
      .shuffledSubarray(Feature.options)
      .chain((names) => fc.tuple(...names.map((feature) => some.map((plans) => ({ feature, title: feature, plans })))))
      .map((changed) => [
        ...changed,
        ...features.filter(({ feature }) => !changed.some((one) => one.feature === feature)),
      ]);
    let taken = 0;
    fc.assert(
      fc.property(edition, (features) => {
        try {
          checkEdition({ features });
        } catch {
          return;
        }
        taken += 1;
        expect(missing({ features })).toEqual([]);
        for (const { plans } of features) if (plans.includes('basic')) expect(plans).toContain('premium');
      }),
      { numRuns: 2000, seed: 5 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('has of the first edition what checks of any other', () => expect(() => checkEdition(BUILT_IN)).not.toThrow());

  it('is open to anyone, the plans side by side', async () => {
    const { status, body } = await call(list);
    expect(status).toBe(200);
    expect(body.edition).toBe(0);
    expect(body.items.map(({ plan }) => plan)).toEqual(['basic', 'premium']);
    const has = (index: number) => body.items[index]!.features.find(({ feature }) => feature === 'trends')!.included;
    expect([has(0), has(1)]).toEqual([false, true]);
  });
});

const as = admin('adm_1');
let keys = 0;
const say = (after: number, more: object = {}) =>
  call(set, { as, key: `e-${keys++}`, body: { after, plans, features, ...more } });

describe('an admin', () => {
  beforeEach(() => adminOf('adm_1'));

  it('says what the plans have, which takes the place of the last edition and changes none', async () => {
    const words = { basic: { title: 'Free' }, premium: { title: 'All of it', description: 'For a year, or a month.' } };
    expect(await say(0, { plans: words })).toMatchObject({ status: 201, body: { edition: 1 } });
    await say(1, { features: but('achievements', 'premium') });
    const { body } = await call(list);
    expect(body).toMatchObject({ edition: 2, items: [{ title: 'Basic' }, { title: 'Premium' }] });
    const basic = body.items[0]!.features;
    expect(basic.find(({ feature }) => feature === 'achievements')).toMatchObject({ included: false });
    expect(await catalogues.list({ of: 'catalogue' })).toMatchObject([
      { edition: 1, plans: words, features, by: 'adm_1' },
      { edition: 2, plans },
    ]);
  });

  it('who saw an older edition is told so, also of two at once', async () => {
    await say(0);
    expect(await say(0)).toMatchObject({ status: 409, body: { type: '/problems/catalogue_changed' } });
    const both = await Promise.all([say(1), say(1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each<[string, object[], string]>([
    ['a feature that is none', [...features, { feature: 'flying', title: 'Flying', plans: [] }], 'invalid'],
    ['a feature twice', [...without('achievements'), features[0]!], 'feature_twice'],
    ['a plan that is none', [{ ...features[0]!, plans: ['gold'] }], 'invalid'],
    ['Basic with more than Premium', but('achievements', 'basic'), 'premium_lacks'],
    ['Premium without what an entry asks for', but('trends'), 'feature_guarded'],
    ['no word of what an entry asks for', without('personal-strategy'), 'feature_guarded'],
    ['what an entry asks for in Basic, too', but('trends', 'basic', 'premium'), 'feature_guarded'],
  ])('does not say %s', async (_, features, code) => {
    expect(await say(0, { features })).toMatchObject({
      status: 422,
      body: { type: `/problems/${code}`, errors: [{ field: expect.stringMatching(/^features/) }] },
    });
    expect(await catalogues.list({ of: 'catalogue' })).toEqual([]);
  });
});

describe('a membership', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2099-01-01T00:00:00Z') });
    await adminOf('adm_1');
    await enrolled('cli_1', { roles: ['client'] });
  });
  afterEach(() => void vi.useRealTimers());
  const give = (until: string) =>
    call(grant, { as, key: `g-${keys++}`, body: { personId: 'cli_1', plan: 'premium', until } });
  const opened = async () =>
    Object.fromEntries(
      (await grants.list({ personId: 'cli_1' }))
        .filter(({ kind }) => kind === 'entitlement')
        .map(({ name, until }) => [name, until?.slice(0, 7)]),
    );

  it('keeps what it was granted until that runs out, and has the latest edition from its next grant on', async () => {
    await say(0, { features: but('achievements', 'premium') });
    await give('2099-03-01T00:00:00.000Z');
    const first = { achievements: '2099-03', 'personal-strategy': '2099-03', trends: '2099-03' };
    expect(await opened()).toEqual(first);
    await say(1, { features: but('lapse-recovery', 'premium') });
    expect(await opened()).toEqual(first);
    await give('2099-06-01T00:00:00.000Z');
    const later = { 'lapse-recovery': '2099-06', 'personal-strategy': '2099-06', trends: '2099-06' };
    expect(await opened()).toEqual({ ...later, achievements: '2099-03' });
  });

  it('that ends sooner ends all that it opened, also by an earlier edition', async () => {
    await say(0, { features: but('achievements', 'premium') });
    await give('2099-03-01T00:00:00.000Z');
    await say(1);
    const known = { personId: 'cli_1', plan: 'premium' as const, since: '2099-01-01T00:00:00.000Z' };
    await commit(idsFrom(), await granted({ ...known, until: '2099-02-01T00:00:00.000Z' }));
    expect(await opened()).toEqual({ achievements: '2099-02', 'personal-strategy': '2099-02', trends: '2099-02' });
  });
});
