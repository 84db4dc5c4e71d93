import * as z from 'zod';
import { Money } from '#shared/money';
import { Id, PersonId } from '#shared/text';
import { Instant } from '#shared/time';
import { BasisPoints, Minor, Subject } from './schemas.ts';

/** What of a provider's sale, or of what is given back of it, is not theirs. */
const Kept = z
  .strictObject({
    commissionMinor: z.int(),
    feeMinor: z.int(),
    inPerson: z.boolean().describe('the provider has the money'),
  })
  .describe('what the platform and the gateway keep of it: the seller sees it, its recipient does not');

/** An invoice or a credit note that a seller owes somebody, until it has its number. */
export const DueDocument = z.strictObject({
  shard: z.string(),
  sellerId: PersonId.describe('a provider, or `platform` for its commission'),
  at: Instant,
  cause: z.string().max(160).describe('what it is for: of one cause there is one'),
  kind: z.enum(['invoice', 'credit-note']),
  what: z.enum(['pack', 'commission', 'membership']).describe('what was sold'),
  paymentId: Id.describe('the payment, or the bill of a membership'),
  recipientId: PersonId,
  gross: Money,
  taxBps: BasisPoints.optional().describe('the seller’s own, unless it says'),
  subject: Subject.optional().describe('what was sold, where it is a provider’s'),
  kept: Kept.optional(),
});
export type DueDocument = z.infer<typeof DueDocument>;

/** Prices include the tax: it is split off the gross. */
export const Document = z
  .strictObject({
    id: Id,
    ...DueDocument.pick({ sellerId: true, kind: true, what: true, cause: true, paymentId: true }).shape,
    ...DueDocument.pick({ recipientId: true, gross: true, subject: true, kept: true }).shape,
    serial: z.string().describe('the number in the order of text'),
    number: z.int().min(1).describe('of this seller and kind, without gaps'),
    issuedAt: Instant,
    soldAt: Instant.optional().describe('when what it is for happened'),
    taxBps: BasisPoints,
    taxMinor: Minor,
  })
  .meta({ id: 'Document', description: 'An invoice or credit note: no fiscal receipt' });
export type Document = z.infer<typeof Document>;

/** A document that lies in the bucket: whose it is, by the document's id. */
export const Filed = Document.pick({ id: true, sellerId: true, recipientId: true, kind: true, number: true });

export const FileLink = z
  .strictObject({ url: z.string(), expiresAt: Instant })
  .meta({ id: 'FileLink', description: 'Where a file can be fetched for a short while, by whoever has the link' });

/** The last number that was drawn. */
export const Series = z.strictObject({ sellerId: PersonId, kind: DueDocument.shape.kind, last: z.int().min(1) });
export type Series = z.infer<typeof Series>;
