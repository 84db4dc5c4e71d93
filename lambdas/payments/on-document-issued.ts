import { accountOf } from '#lambdas/identity/index';
import { consumer } from '#shared/events/consumer';
import { keep } from '#shared/files';
import { pdfOf } from '#shared/pdf';
import { FOLDER, serialOf } from './domain/documents.ts';
import { paperOf } from './domain/paper.ts';
import { PLATFORM } from './domain/platform.ts';
import { onDocumentIssued } from './listeners.ts';
import { documents, filed } from './records.ts';

/** The file is kept before it is said to be there, under a name made of the document's id: kept twice, it is one. Whose name
 *  is not known any more stands there by their id. */
export const handler = consumer(onDocumentIssued, async ({ event: { sellerId, kind, number } }) => {
  const document = await documents.get({ sellerId, kind, serial: serialOf(number) });
  if (document === undefined || (await filed.get(document))) return [];
  const { id, recipientId } = document;
  const [seller, recipient] = await Promise.all([
    sellerId === PLATFORM ? { name: 'Steady' } : accountOf(sellerId),
    accountOf(recipientId),
  ]);
  const names = { seller: seller?.name ?? sellerId, recipient: recipient?.name ?? recipientId };
  const { rows, sums, ...paper } = paperOf(document, names, recipient?.language ?? 'en');
  const content = await pdfOf({ ...paper, groups: [rows, sums] });
  await keep({ folder: FOLDER, name: `${id}.pdf` }, 'application/pdf', content);
  return [filed.add({ id, sellerId, recipientId, kind, number })];
});
