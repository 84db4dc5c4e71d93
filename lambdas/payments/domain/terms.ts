import { failure } from '#shared/failure';
import type { Seller, SellerTerms } from '../seller-schemas.ts';
import { COMMISSION_BPS } from './fees.ts';
import { PLATFORM } from './platform.ts';

export const noCommission = failure('no_commission', 422, 'The platform pays itself no commission', {
  field: 'commissionBps',
});

type Agreed = Pick<Seller, 'commissionBps' | 'commissionAt' | 'taxBps'>;

/** The platform has a tax of its own, and nothing else. */
export function checkTerms(sellerId: string, { commissionBps, commissionAt }: Agreed): void {
  if (sellerId === PLATFORM && (commissionBps !== undefined || commissionAt !== undefined)) throw noCommission();
}

/** What was agreed with a seller, and what is usual for the rest. */
export const agreedWith = (sellerId: string, seller: (Agreed & Pick<Seller, 'agreed'>) | undefined): SellerTerms => ({
  sellerId,
  commissionBps: seller?.commissionBps ?? (sellerId === PLATFORM ? 0 : COMMISSION_BPS),
  commissionAt: seller?.commissionAt,
  taxBps: seller?.taxBps ?? 0,
  agreedAt: seller?.agreed?.at,
});
