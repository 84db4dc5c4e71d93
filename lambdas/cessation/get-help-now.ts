import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { toolsFor } from './domain/coping.ts';
import { crisisHelp } from './domain/crisis.ts';
import { getHelpNow } from './routes.ts';

export const handler = endpoint(getHelpNow, async ({ query: { trigger, country } }) =>
  outcome({ tools: toolsFor(trigger), crisis: crisisHelp(country) }),
);
