import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { shownBill } from './domain/view.ts';
import { bills } from './records.ts';
import { listBills } from './routes.ts';

export const handler = endpoint(
  listBills,
  async ({ query }) => outcome({ items: (await bills.list(query)).map(shownBill) }),
  secondFactor,
);
