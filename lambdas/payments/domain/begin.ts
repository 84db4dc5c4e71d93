import { type FailureKind, failure } from '#shared/failure';
import { CAPABILITIES } from '#shared/gateways/capabilities';
import { leastOf, unpayable } from '#shared/gateways/payable';
import type { Money } from '#shared/money';
import { minutes } from '#shared/time';
import type { Payment, Rates, RefundTier, Subject } from '../schemas.ts';
import type { Till } from '../seller-schemas.ts';
import { ratesOf, scheduleOf } from './fees.ts';
import { isByHand } from './payment.ts';
import { isPlatforms } from './platform.ts';
import { minimumPrice, split } from './split.ts';

export const priceChanged = failure('price_changed', 409, 'The price is another by now', { field: 'amount' });
export const notPayable = failure('not_payable', 422, 'This cannot be paid in that way', { field: 'gateway' });
export const priceNotPayable = failure('price_not_payable', 422, 'No gateway of ours takes this price', {
  field: 'price',
});
export const belowMinimum = failure('below_minimum', 422, 'That is less than the least that can be charged', {
  field: 'price',
});

export const amountTooSmall = failure('amount_too_small', 422, 'That is less than this gateway takes', {
  field: 'amount',
});
export const returnUrlMissing = failure(
  'return_url_missing',
  422,
  'Its payer is sent to the gateway, and must come back',
  {
    field: 'returnUrl',
  },
);
export const instrumentMissing = failure(
  'instrument_missing',
  422,
  'This gateway is paid with what the payer’s page made',
  {
    field: 'instrument',
  },
);
export const gatewaySilent = failure('gateway_silent', 503, 'The gateway did not answer: ask again, with the same key');

export const subscriptionRuns = failure(
  'subscription_runs',
  409,
  'Premium is paid by a subscription already: nothing need be paid ahead',
);

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
  readonly commissionAt?: Readonly<Partial<Record<Gateway, number | undefined>>> | undefined;
  readonly platformTaxBps?: number | undefined;
}

/** At which rates a gateway takes that currency for that seller. */
export function ratesAt(gateway: Gateway, currency: string, terms: Terms = {}, no: FailureKind = notPayable): Rates {
  const schedule = scheduleOf(gateway, currency);
  if (schedule === undefined) throw no();
  const { commissionBps, commissionAt, platformTaxBps: taxBps } = terms;
  return ratesOf(schedule, { commissionBps: commissionAt?.[gateway] ?? commissionBps, taxBps });
}

/** Some gateways take the money for so long only. */
const lasts = (gateway: Gateway, waits: number) =>
  Math.min(waits, minutes(CAPABILITIES[gateway].lastsMinutes ?? Number.POSITIVE_INFINITY));

/** Throws for a price that no gateway takes, or that would leave somebody less than nothing. */
function checkPrice(gateway: Gateway, price: Money, rates: Rates, tooLittle: FailureKind, no: FailureKind): void {
  const least = minimumPrice(rates, leastOf(gateway, price.currency));
  if (price.amountMinor < least) throw tooLittle({ extra: { leastMinor: least } });
  if (unpayable(gateway, price)) throw no();
}

/** The platform sells time ahead only where nobody can subscribe, and by nobody's hand. */
function checkSells(offer: Pick<Offer, 'providerId'>, gateway: Gateway): void {
  const { subscriptions, hears } = CAPABILITIES[gateway];
  if (isPlatforms(offer) && (subscriptions || hears === 'by_hand')) throw notPayable();
}

/** What a seller asks for: cards are the one way to pay that every seller has. */
export const checkOffer = (price: Money, terms?: Terms): void =>
  checkPrice('stripe', price, ratesAt('stripe', price.currency, terms, priceNotPayable), belowMinimum, priceNotPayable);

/** How it is to be paid, as far as that is known before anybody is asked. Throws where its gateway or its provider cannot. */
export function wayOf(gateway: Gateway, { returnUrl }: { readonly returnUrl?: string | undefined }, till?: Till) {
  const { pays, holder } = CAPABILITIES[gateway];
  if (pays === 'redirect' && returnUrl === undefined) throw returnUrlMissing();
  if (pays === 'in_person' || holder === 'platform') return { returnUrl };
  if (till?.deviceToken !== undefined) return {};
  if (till?.printedQr === undefined) throw notPayable();
  return { byHand: true as const, payAt: till.printedQr };
}

/** In our own page the payer says with what; elsewhere they say it to the gateway. */
export function checkInstrument(gateway: Gateway, { instrument }: { readonly instrument?: string | undefined }): void {
  if (CAPABILITIES[gateway].pays === 'in_our_page' && instrument === undefined) throw instrumentMissing();
}

/** A payment before anybody has paid. The payer names the price that they saw: it is that one, or none. */
export function begun(
  offer: Offer,
  asked: Pick<Payment, 'id' | 'payerId' | 'gateway' | 'amount' | 'byHand' | 'payAt' | 'returnUrl' | 'sellerTaxBps'>,
  rates: Rates,
  now: Date,
): Payment {
  const { subject, providerId, price, refundTiers, waits } = offer;
  const { amount } = asked;
  if (amount.amountMinor !== price.amountMinor || amount.currency !== price.currency) throw priceChanged();
  checkSells(offer, asked.gateway);
  checkPrice(asked.gateway, price, rates, amountTooSmall, notPayable);
  return {
    ...asked,
    providerId,
    subject,
    rates,
    shares: split(price.amountMinor, rates),
    refundTiers: [...refundTiers],
    status: 'pending',
    createdAt: now.toISOString(),
    expiresAt: isByHand(asked) ? undefined : new Date(now.getTime() + lasts(asked.gateway, waits)).toISOString(),
    refunds: [],
    outside: [],
    disputes: [],
  };
}
