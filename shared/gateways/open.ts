import { openKaspi } from './kaspi/open.ts';
import { openPaypal } from './paypal/open.ts';
import type { PaymentGateway } from './port.ts';
import { openStripe } from './stripe/open.ts';
import type { GatewayName } from './words.ts';

/** A provider's own till, where the money goes to them and not to the platform. */
export interface Till {
  readonly deviceToken?: string | undefined;
}

/** Any of the gateways that can be asked, made with what the stage knows it by. Who asks one of them only takes that one's
 *  own `open.ts`, and carries no other. */
export async function gatewayOf(name: GatewayName, till?: Till): Promise<PaymentGateway> {
  if (name === 'stripe') return openStripe();
  if (name === 'paypal') return openPaypal();
  if (name === 'kaspi') return openKaspi(till?.deviceToken);
  throw new Error(`${name} cannot be asked`);
}
