import { settingsOf } from '../settings.ts';
import { stripeGateway } from './gateway.ts';

export const openStripe = async () => stripeGateway(await settingsOf('stripe'));
