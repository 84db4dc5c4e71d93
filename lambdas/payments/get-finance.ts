import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { financeOf } from './decisions.ts';
import { getFinance } from './routes.ts';

export const handler = endpoint(getFinance, async ({ query, actor }) => outcome(await financeOf(actor.id, query)));
