import { piecesOf } from '#shared/pieces';
import { timer } from '#shared/schedules/timer';
import type { Stored } from '#shared/table/entity';
import { sellerOf } from './decisions.ts';
import type { Series } from './document-schemas.ts';
import { numbered, sentOut } from './domain/documents.ts';
import { SHARDS } from './domain/shards.ts';
import { documentIssued } from './events.ts';
import { documents, dueDocuments, received, series } from './records.ts';
import { everyFiveMinutesIssue } from './schedules.ts';

/** So many in one commit: each is four lines of it. */
const AT_ONCE = 20;
const AT_MOST = 200;

/** One seller after the other: two who draw at once decide again, and neither leaves a number out. */
export const handler = timer(everyFiveMinutesIssue, async ({ now, once }) => {
  const issuedAt = now.toISOString();
  for (const shard of SHARDS) {
    const waiting = await dueDocuments.list({ shard }, { limit: AT_MOST });
    for (const [sellerId, all] of Map.groupBy(waiting, (one) => one.sellerId)) {
      for (const some of piecesOf(all, AT_ONCE)) {
        await once(`${sellerId} ${some[0]!.cause}`, async (newId) => {
          const [read, drawn, seller] = await Promise.all([
            Promise.all(some.map((one) => dueDocuments.get(one))),
            series.list({ sellerId }),
            sellerOf(sellerId),
          ]);
          const due = read.filter((one) => one !== undefined);
          const issued = numbered(due, drawn, seller?.taxBps ?? 0, issuedAt, newId);
          return [
            ...issued.series.map((next) => drawnTo(next, drawn)),
            ...issued.documents.flatMap((one) => [
              documents.add(one),
              received.add(sentOut(one)),
              documentIssued.raise(one),
            ]),
            ...due.map((one) => dueDocuments.remove(one)),
          ];
        });
      }
    }
  }
});

function drawnTo(next: Series, drawn: readonly Stored<Series>[]) {
  const read = drawn.find(({ kind }) => kind === next.kind);
  return read ? series.change(read, next) : series.add(next);
}
