import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { catalogue } from './domain/catalogue.ts';
import { listMembershipPlans } from './routes.ts';

export const handler = endpoint(listMembershipPlans, async () => outcome({ items: catalogue() }));
