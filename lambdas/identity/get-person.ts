import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { grants } from '#shared/table/grants';
import { secondFactor } from '#shared/users/pool';
import { personOf } from './domain/person.ts';
import { accounts } from './records.ts';
import { getPerson } from './routes.ts';

export const handler = endpoint(
  getPerson,
  async ({ params: { id: personId } }) => {
    const [account, granted] = await Promise.all([accounts.get({ personId }), grants.list({ personId })]);
    if (!account) throw notFound();
    return outcome(personOf(account, granted));
  },
  secondFactor,
);
