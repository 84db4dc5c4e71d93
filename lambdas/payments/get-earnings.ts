import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { linesOf, sellerOf } from './decisions.ts';
import { earnedIn } from './domain/earnings.ts';
import { dueTo, payoutAccount } from './domain/payout.ts';
import { holds } from './records.ts';
import { getEarnings } from './routes.ts';

export const handler = endpoint(getEarnings, async ({ query: { month }, actor: { id: providerId }, now }) => {
  const [{ payable, receivable }, held, seller] = await Promise.all([
    linesOf(providerId),
    holds.list({ providerId }),
    sellerOf(providerId),
  ]);
  return outcome({
    ...earnedIn(month, payable),
    upcoming: dueTo(payable, receivable, held, now),
    payoutsEnabled: seller !== undefined && payoutAccount(seller).payoutsEnabled,
  });
});
