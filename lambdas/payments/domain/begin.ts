import { type FailureKind, failure } from '#shared/failure';
import { leastOf, unpayable } from '#shared/gateways/payable';
import type { Money } from '#shared/money';
import type { Payment, Rates, RefundTier, Subject } from '../schemas.ts';
import { ratesOf, scheduleOf } from './fees.ts';
import { minimumPrice, split } from './split.ts';

export const priceChanged = failure('price_changed', 409, 'The price is another by now', { field: 'amount' });
export const notPayable = failure('not_payable', 422, 'This cannot be paid in that way', { field: 'gateway' });
export const priceNotPayable = failure('price_not_payable', 422, 'No gateway of ours takes this price', {
  field: 'price',
});
export const belowMinimum = failure('below_minimum', 422, 'That is less than the least that can be charged', {
  field: 'price',
});

export const gatewaySilent = failure('gateway_silent', 503, 'The gateway did not answer: ask again, with the same key');

type Gateway = Payment['gateway'];

/** What is sold, as far as a payment for it must know: of whom, for how much, and under which terms. */
export interface Offer {
  readonly subject: Subject;
  readonly providerId: string;
  readonly price: Money;
  readonly refundTiers: readonly RefundTier[];
  /** For how long it waits to be paid. */
  readonly waits: number;
}

interface Terms {
  readonly commissionBps?: number | undefined;
}

/** At which rates a gateway takes that currency for that seller. */
export function ratesAt(gateway: Gateway, currency: string, terms: Terms = {}, no: FailureKind = notPayable): Rates {
  const schedule = scheduleOf(gateway, currency);
  if (schedule === undefined) throw no();
  return ratesOf(schedule, terms.commissionBps === undefined ? {} : { commissionBps: terms.commissionBps });
}

/** Throws for a price that no gateway takes, or that would leave somebody less than nothing. */
export function checkPrice(gateway: Gateway, price: Money, rates: Rates, no: FailureKind = notPayable): void {
  const least = minimumPrice(rates, leastOf(gateway, price.currency));
  if (price.amountMinor < least) throw belowMinimum({ extra: { leastMinor: least } });
  if (unpayable(gateway, price)) throw no();
}

/** What a seller asks for: cards are the one way to pay that every seller has. */
export const checkOffer = (price: Money, terms?: Terms): void =>
  checkPrice('stripe', price, ratesAt('stripe', price.currency, terms, priceNotPayable), priceNotPayable);

/** A payment before anybody has paid. The payer names the price that they saw: it is that one, or none. */
export function begun(
  { subject, providerId, price, refundTiers, waits }: Offer,
  asked: { readonly id: string; readonly payerId: string; readonly gateway: Gateway; readonly amount: Money },
  rates: Rates,
  now: Date,
): Payment {
  const { amount } = asked;
  if (amount.amountMinor !== price.amountMinor || amount.currency !== price.currency) throw priceChanged();
  checkPrice(asked.gateway, price, rates);
  return {
    ...asked,
    providerId,
    subject,
    rates,
    shares: split(price.amountMinor, rates),
    refundTiers: [...refundTiers],
    status: 'pending',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + waits).toISOString(),
    refunds: [],
    outside: [],
    disputes: [],
  };
}
