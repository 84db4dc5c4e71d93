import type { Rates, Shares } from '../schemas.ts';
import { proportion, taxWithin, WHOLE_BPS } from './proportion.ts';

/** C-04: commission and gateway fee by their rates, half up, and the rest is the provider's. The three sum to the amount. */
export function split(amountMinor: number, rates: Rates): Shares {
  const commission = proportion(amountMinor, rates.commissionBps, WHOLE_BPS);
  const fee = proportion(amountMinor, rates.feeBps, WHOLE_BPS) + rates.feeFixedMinor;
  return { commission, tax: taxWithin(commission, rates.taxBps), fee, provider: amountMinor - commission - fee };
}

/** The least price from which on nobody's share is below zero, at whatever price; not below the gateway's own. Each of two
 *  roundings takes at most a half more than its rate says, so above `safe` there is nothing to look at. */
export function minimumPrice(rates: Rates, gatewaysLeast: number): number {
  const left = WHOLE_BPS - rates.commissionBps - rates.feeBps;
  if (left <= 0) throw new Error('rates that leave a provider nothing at any price');
  const safe = Math.ceil(((rates.feeFixedMinor + 1) * WHOLE_BPS) / left);
  let least = safe;
  while (least > 1 && split(least - 1, rates).provider >= 0) least -= 1;
  return Math.max(least, gatewaysLeast, 1);
}
