import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { secondFactor } from '#shared/users/pool';
import { checkUntil, premiumAt } from './domain/membership.ts';
import { membershipChanged } from './events.ts';
import { granted } from './index.ts';
import { memberships } from './records.ts';
import { grantMembership } from './routes.ts';

export const handler = endpoint(
  grantMembership,
  async ({ body: { personId, plan, until }, now }) => {
    checkUntil(until, now);
    const held = await grants.list({ personId });
    if (!held.some(({ kind }) => kind === 'account')) throw notFound();
    const at = now.toISOString();
    const reading = memberships.get({ personId });
    const had = premiumAt(await reading, now);
    const membership = { personId, plan, since: had?.since ?? at, until };
    return outcome(
      membership,
      ...(await granted(membership, reading)),
      membershipChanged.raise({ ...membership, at, isNew: had === undefined }),
    );
  },
  secondFactor,
);
