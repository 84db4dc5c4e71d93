import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { analyticsOf, type Sale } from './domain/analytics.ts';
import { spanOf } from './domain/report.ts';
import { shardOf } from './domain/shards.ts';
import { documents, dueDocuments, lines, packs } from './records.ts';
import { getEarningsAnalytics } from './routes.ts';

export const handler = endpoint(getEarningsAnalytics, async ({ query: { from, to, by }, actor: { id } }) => {
  const span = spanOf({ from, to });
  const [sales, payable, offered] = await Promise.all([
    salesOf(id),
    lines.list({ account: 'provider-payable', of: id }, { from: span.since, to: span.until }),
    packs.list({ coachId: id }),
  ]);
  return outcome(analyticsOf(span, by, sales, payable, new Map(offered.map((pack) => [pack.id, pack.title]))));
});

/** What waits for its number is read first: what is issued meanwhile is found twice, and counted once. */
async function salesOf(providerId: string): Promise<Sale[]> {
  const due = await dueDocuments.list({ shard: shardOf(providerId) }, { from: providerId, to: `${providerId}~` });
  const issued = await documents.list({ sellerId: providerId });
  const mine = due.filter(({ sellerId }) => sellerId === providerId);
  const sales = [...mine, ...issued.map((one) => ({ ...one, at: one.soldAt ?? one.issuedAt }))];
  return [...new Map(sales.map((sale) => [sale.cause, sale])).values()];
}
