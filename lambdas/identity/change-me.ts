import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shownOf } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { meOf } from './domain/person.ts';
import { accounts } from './records.ts';
import { changeMe } from './routes.ts';

export const handler = endpoint(changeMe, async ({ body, actor, matching }) => {
  const personId = actor.id;
  const [account, granted] = await Promise.all([accounts.get({ personId }), grants.list({ personId })]);
  if (!account) throw notFound();
  const { name = account.name, language = account.language, zone = account.zone } = body;
  const changed = accounts.change(matching(account), { name, language, zone });
  return outcome(shownOf(changed.item, meOf(changed.item, granted)), changed);
});
