import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { crisisHelp } from './domain/crisis.ts';
import { getCrisisHelp } from './routes.ts';

export const handler = endpoint(getCrisisHelp, async ({ query: { country } }) => outcome(crisisHelp(country)));
