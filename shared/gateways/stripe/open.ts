import { settingsOf } from '../settings.ts';

/** Stripe's own package is two hundred kilobytes, loaded by whoever comes to ask. */
export async function openStripe() {
  const [settings, { stripeGateway }] = await Promise.all([settingsOf('stripe'), import('./gateway.ts')]);
  return stripeGateway(settings);
}
