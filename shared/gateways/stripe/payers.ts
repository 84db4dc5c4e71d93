import type Stripe from 'stripe';
import { mapped } from '../answer.ts';
import type { Payers } from '../subscriptions.ts';
import { ask, byId, marked, once } from './ask.ts';

export const payers = ({ customers }: Stripe): Payers => ({
  create: async ({ id, email }) =>
    mapped(
      await ask(() => customers.create({ ...marked(id), ...(email !== undefined && { email }) }, once('payer', id))),
      refOnly,
    ),
  find: async (id) =>
    mapped(await ask(() => customers.search(byId(id))), ({ data: [found] }) => found && refOnly(found)),
  remove: async ({ id, ref }) => mapped(await ask(() => customers.del(ref, {}, once('remove-payer', id))), refOnly),
});

const refOnly = ({ id }: { readonly id: string }) => ({ ref: id });
