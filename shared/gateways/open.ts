import type { PaymentGateway } from './port.ts';
import { settingsOf } from './settings.ts';
import { stripeGateway } from './stripe/gateway.ts';
import type { GatewayName } from './words.ts';

/** The gateways that can be asked: each by its name, made with what the stage knows it by. Cash asks nobody. */
const MAKE: Partial<Record<GatewayName, (name: GatewayName) => Promise<PaymentGateway>>> = {
  stripe: async (name) => stripeGateway(await settingsOf(name)),
};

export const isOpen = (name: GatewayName) => name in MAKE;

export function gatewayOf(name: GatewayName): Promise<PaymentGateway> {
  const make = MAKE[name];
  if (make === undefined) throw new Error(`${name} cannot be asked`);
  return make(name);
}
