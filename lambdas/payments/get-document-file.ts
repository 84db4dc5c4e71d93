import { notFound } from '#shared/failure';
import { linkTo } from '#shared/file-links';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { FOLDER } from './domain/documents.ts';
import { filed } from './records.ts';
import { getDocumentFile } from './routes.ts';

/** For whom it was issued, and for whoever it was issued by; minutes after its number was drawn it is there. */
export const handler = endpoint(getDocumentFile, async ({ params: { id }, actor }) => {
  const file = await filed.get({ id });
  if (file === undefined || ![file.recipientId, file.sellerId].includes(actor.id)) throw notFound();
  const { kind, number } = file;
  return outcome(await linkTo({ folder: FOLDER, name: `${id}.pdf` }, `${kind}-${number}.pdf`));
});
