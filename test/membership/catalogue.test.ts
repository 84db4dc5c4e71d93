import { describe, expect, it } from 'vitest';
import { entitlementsOf, FEATURES } from '#lambdas/membership/domain/catalogue';
import { handler } from '#lambdas/membership/list-membership-plans';
import { modules } from '#lib/modules';
import type { Entitlement, Route } from '#shared/http/route';
import { call } from '../kit/index.ts';

/** What entries ask for and no plan gives. */
const missing = (asked: readonly Entitlement[]) =>
  asked.filter(({ feature, plan }) => !entitlementsOf(plan).includes(feature)).map(({ feature }) => feature);

describe('the catalogue', () => {
  it('has every entitlement that an entry asks for, under the plan that it names', () => {
    const routes = modules.flatMap(({ routes = {} }) => Object.values(routes) as Route[]);
    const asked = routes.flatMap(({ entitlement }) => (entitlement ? [entitlement] : []));
    expect(asked).toContainEqual({ feature: 'trends', plan: 'premium' });
    expect(missing(asked)).toEqual([]);
    expect(
      missing([
        { feature: 'flying', plan: 'premium' },
        { feature: 'self-tracking', plan: 'premium' },
      ]),
    ).toEqual([
      'flying',
      'self-tracking', // everybody has it: no entry may ask for it
    ]);
  });

  it('names a feature once, and Premium has all that Basic has', () => {
    expect(new Set(FEATURES.map(({ feature }) => feature)).size).toBe(FEATURES.length);
    for (const { plans } of FEATURES) expect(plans).toContain('premium');
  });

  it('is open to anyone, the plans side by side', async () => {
    const { status, body } = await call(handler);
    expect(status).toBe(200);
    expect(body.items.map(({ plan }) => plan)).toEqual(['basic', 'premium']);
    const has = (index: number) => body.items[index]!.features.find(({ feature }) => feature === 'trends')!.included;
    expect([has(0), has(1)]).toEqual([false, true]);
  });
});
