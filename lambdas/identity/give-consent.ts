import { sha256 } from '#shared/digest';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { judgeConsent, kept } from './domain/consent.ts';
import { consents } from './records.ts';
import { giveConsent } from './routes.ts';

export const handler = endpoint(giveConsent, async ({ body, actor, now, newId }) => {
  judgeConsent(body, sha256);
  const place = { personId: actor.id, kind: 'consent' as const, name: `${body.document}/${body.version}` };
  const consent = { ...body, id: newId('cns'), personId: actor.id, at: now.toISOString() };
  const before = await grants.get(place);
  const granted = before ? grants.change(before, { since: consent.at }) : grants.add({ ...place, since: consent.at });
  return outcome(consent, consents.add(kept(consent)), granted);
});
