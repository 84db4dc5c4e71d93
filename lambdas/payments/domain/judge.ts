import { failure, notFound } from '#shared/failure';
import type { Payment } from '../schemas.ts';

export const disputeWon = failure('dispute_won', 409, 'This dispute was won: nobody has to bear it');

/** The platform erred: the provider bears none of it, from now on or after all. Said twice, it is as the first said. */
export function judgedOurs(payment: Payment, ref: string, by: string, at: string): Payment {
  const dispute = payment.disputes.find((one) => one.ref === ref);
  if (dispute === undefined) throw notFound();
  if (dispute.status === 'won') throw disputeWon();
  if (dispute.isOurs) return payment;
  const judged = { by, at, wasTheirs: dispute.status === 'lost' };
  const disputes = payment.disputes.map((one) => (one === dispute ? { ...one, isOurs: true, judged } : one));
  return { ...payment, disputes };
}
