import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { packs } from './records.ts';
import { withdrawPack } from './routes.ts';

export const handler = endpoint(withdrawPack, async ({ params: { id }, actor }) => {
  const pack = await packs.get({ coachId: actor.id, id });
  if (pack === undefined) throw notFound();
  return outcome(undefined, packs.change(pack, { status: 'withdrawn' }));
});
