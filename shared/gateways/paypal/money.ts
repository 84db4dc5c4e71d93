import { exponentOf, type Money } from '#shared/money';

/** https://developer.paypal.com/api/rest/reference/currency-codes/: of these, no decimals. */
const WHOLE = new Set(['HUF', 'JPY', 'TWD']);

export interface PayPalMoney {
  readonly currency_code: string;
  readonly value: string;
}

export function toPayPal({ amountMinor, currency }: Money): PayPalMoney {
  const exponent = exponentOf(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const decimals = digits.slice(digits.length - exponent);
  return { currency_code: currency, value: WHOLE.has(currency) || exponent === 0 ? whole : `${whole}.${decimals}` };
}

/** Read as text: what passes through a float comes back changed. */
export function fromPayPal({ value, currency_code: currency }: PayPalMoney): Money {
  const exponent = exponentOf(currency);
  const [whole = '0', decimals = ''] = value.split('.');
  return { amountMinor: Number(whole + decimals.padEnd(exponent, '0').slice(0, exponent)), currency };
}
