import type { PaymentGateway } from '../port.ts';
import { type Settings, settingsOf } from '../settings.ts';

/** One as long as its settings are the same: it keeps a token that is asked for once. */
const opened = new WeakMap<Settings<'paypal'>, PaymentGateway>();

/** Loaded by whoever comes to ask, as every gateway. */
export async function openPaypal(): Promise<PaymentGateway> {
  const [settings, { paypalGateway }] = await Promise.all([settingsOf('paypal'), import('./gateway.ts')]);
  const gateway = opened.get(settings) ?? paypalGateway(settings);
  opened.set(settings, gateway);
  return gateway;
}
