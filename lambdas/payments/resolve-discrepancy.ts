import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { discrepancies } from './records.ts';
import { resolveDiscrepancy } from './routes.ts';

export const handler = endpoint(
  resolveDiscrepancy,
  async ({ body, actor }) => {
    const found = await discrepancies.get(body);
    if (found === undefined) throw notFound();
    if (found.status === 'resolved') return outcome(found);
    const resolved = discrepancies.change(found, { status: 'resolved', resolvedBy: actor.id });
    return outcome(resolved.item, resolved);
  },
  secondFactor,
);
