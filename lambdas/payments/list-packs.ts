import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { packs } from './records.ts';
import { listPacks } from './routes.ts';

export const handler = endpoint(listPacks, async ({ query: { coachId } }) => {
  const all = await packs.list({ coachId });
  return outcome({ items: all.filter(({ status }) => status === 'offered') });
});
