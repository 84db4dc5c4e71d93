import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shownTill } from './domain/view.ts';
import { tills } from './records.ts';
import { getKaspiTill } from './routes.ts';

export const handler = endpoint(getKaspiTill, async ({ actor }) =>
  outcome(shownTill((await tills.get({ providerId: actor.id })) ?? {})),
);
