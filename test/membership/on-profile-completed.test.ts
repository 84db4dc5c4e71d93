import { expect, it } from 'vitest';
import { profileCompleted } from '#lambdas/cessation/events';
import { membershipChanged } from '#lambdas/membership/events';
import { handler as getMembership } from '#lambdas/membership/get-membership';
import { handler } from '#lambdas/membership/on-profile-completed';
import { memberships } from '#lambdas/membership/records';
import { call, client, deliver, enrolled, given, person, raised, stoppedAnywhere } from '../kit/index.ts';

const at = '2026-01-02T00:00:00.000Z';
const event = () => profileCompleted.raise({ clientId: 'cli_1', at });

it('makes a Basic member, once, however often and in whatever copies it is told', async () => {
  expect(await call(getMembership, { as: client('cli_1') })).toMatchObject({ status: 404 });
  const one = event();
  await Promise.all([deliver(handler, one), deliver(handler, event())]);
  await deliver(handler, one);
  await enrolled('cli_1', { roles: ['client'] });
  expect(await call(getMembership, { as: person('cli_1') })).toMatchObject({
    status: 200,
    body: { personId: 'cli_1', plan: 'basic', since: at },
  });
  expect(await raised(membershipChanged)).toEqual([{ personId: 'cli_1', plan: 'basic', at, isNew: true }]);
});

it('leaves a Premium member what they have', async () => {
  const premium = { personId: 'cli_1', plan: 'premium', since: at, until: '2199-01-01T00:00:00.000Z' } as const;
  await given(memberships.add(premium));
  await deliver(handler, event());
  expect(await memberships.get({ personId: 'cli_1' })).toEqual(premium);
  expect(await raised(membershipChanged)).toEqual([]);
});

it('is all there or not at all, wherever it is stopped', async () => {
  await stoppedAnywhere(handler, event());
  expect(await raised(membershipChanged)).toHaveLength(1);
});
