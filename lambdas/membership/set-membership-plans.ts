import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { catalogueChanged, checkEdition, compared, serialOf } from './domain/catalogue.ts';
import { catalogueNow } from './index.ts';
import { catalogues } from './records.ts';
import { setMembershipPlans } from './routes.ts';

/** Of two who say at once what the plans have, one sees that there is another edition by now. */
export const handler = endpoint(
  setMembershipPlans,
  async ({ body: { after, plans, features }, actor, now }) => {
    checkEdition({ features });
    if ((await catalogueNow()).edition !== after) throw catalogueChanged();
    const edition = after + 1;
    const known = { of: 'catalogue', serial: serialOf(edition), since: now.toISOString(), by: actor.id } as const;
    const next = catalogues.add({ ...known, edition, plans, features });
    return outcome({ edition, items: compared(next.item) }, next);
  },
  secondFactor,
);
