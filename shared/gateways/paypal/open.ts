import type { PaymentGateway } from '../port.ts';
import { type Settings, settingsOf } from '../settings.ts';
import { paypalGateway } from './gateway.ts';

/** One as long as its settings are the same: it keeps a token that is asked for once. */
const opened = new WeakMap<Settings<'paypal'>, PaymentGateway>();

export async function openPaypal(): Promise<PaymentGateway> {
  const settings = await settingsOf('paypal');
  const gateway = opened.get(settings) ?? paypalGateway(settings);
  opened.set(settings, gateway);
  return gateway;
}
