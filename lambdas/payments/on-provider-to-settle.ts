import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import type { PaymentGateway } from '#shared/gateways/port';
import { openStripe } from '#shared/gateways/stripe/open';
import type { Effect } from '#shared/outcome';
import { inBooks, payoutOf, sellerOf, waitsNoMore } from './decisions.ts';
import { newPayoutEntries } from './domain/payout-entries.ts';
import { paidOut } from './events.ts';
import { onProviderToSettle } from './listeners.ts';
import { payouts, sellers } from './records.ts';
import type { Payout } from './schemas.ts';

export const handler = consumer(onProviderToSettle, async ({ event: { gateway, about, ref, id, of }, now }) => {
  if (gateway !== 'stripe') return []; // which alone pays providers out
  if (about === 'account' && ref !== undefined) return account(await openStripe(), ref);
  if (about === 'transfer') return transfer(await openStripe(), { ref, id: of ?? id }, now);
  return [];
});

/** Whether its owner can be paid out by now. */
async function account({ accounts }: PaymentGateway, ref: string): Promise<Effect[]> {
  if (accounts === undefined) return [];
  const { id, payoutsEnabled, transfersEnabled } = certain(await accounts.read(ref));
  const seller = id === undefined ? undefined : await sellerOf(id);
  const isEnabled = payoutsEnabled && transfersEnabled;
  if (seller?.accountRef !== ref || seller.payoutsEnabled === isEnabled) return [];
  return [sellers.change(seller, { payoutsEnabled: isEnabled })];
}

/** A payout that is asked for is sent, once; one that was sent may come back. */
async function transfer(
  gateway: PaymentGateway,
  told: { readonly ref?: string | undefined; readonly id?: string | undefined },
  now: Date,
): Promise<Effect[]> {
  const before = told.id === undefined ? undefined : await payoutOf(told.id);
  if (before === undefined || before.status === 'failed') return [];
  const after = { ...before, ...(await sent(gateway, before)) };
  if (after.status === before.status) return [];
  const at = now.toISOString();
  return [
    payouts.change(before, after),
    ...inBooks(newPayoutEntries(before, after, at)),
    before.status === 'asked' ? await waitsNoMore(before) : undefined,
    after.status === 'paid' && paidOut.raise({ ...after, at }),
  ];
}

async function sent({ transfers }: PaymentGateway, payout: Payout): Promise<Partial<Payout>> {
  if (transfers === undefined) return {};
  const { id, accountRef, amount, month, providerId } = payout;
  const found = certain(payout.ref === undefined ? await transfers.find(id) : await transfers.read(payout.ref));
  const tags = { provider: providerId, month };
  const said = found ? undefined : await transfers.create({ id, accountRef, amount, tags });
  if (said?.kind === 'refusal') return { status: 'failed' };
  const there = found ?? certain(said!);
  return { ref: there.ref, status: there.returnedMinor >= amount.amountMinor ? 'failed' : 'paid' };
}
