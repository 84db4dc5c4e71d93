import { consumer } from '#shared/events/consumer';
import { certain } from '#shared/gateways/answer';
import { openPaypal } from '#shared/gateways/paypal/open';
import type { PaymentGateway } from '#shared/gateways/port';
import type { GatewayTransfer } from '#shared/gateways/shares';
import { openStripe } from '#shared/gateways/stripe/open';
import type { GatewayName } from '#shared/gateways/words';
import type { Effect } from '#shared/outcome';
import { inBooks, payoutOf, sellerOf, waitsNoMore } from './decisions.ts';
import { newPayoutEntries } from './domain/payout-entries.ts';
import { paidOut } from './events.ts';
import { onProviderToSettle } from './listeners.ts';
import { payouts, sellers } from './records.ts';
import type { Payout } from './seller-schemas.ts';

export const handler = consumer(onProviderToSettle, async ({ event: { gateway, about, ref, id, of }, now }) => {
  if (about === 'account' && gateway === 'stripe' && ref !== undefined) return account(await openStripe(), ref);
  if (about === 'transfer') return transfer(gateway, of ?? id, now);
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

/** A payout that is asked for is sent, once, and looked at until it has arrived; one that was sent may come back. */
async function transfer(name: GatewayName, id: string | undefined, now: Date): Promise<Effect[]> {
  const before = id === undefined ? undefined : await payoutOf(id);
  if (before?.gateway !== name || before.status === 'failed') return [];
  const gateway = await (name === 'paypal' ? openPaypal() : openStripe());
  const after = { ...before, ...(await sent(gateway, before, now)) };
  if (JSON.stringify(after) === JSON.stringify(before)) return [];
  const at = now.toISOString();
  return [
    payouts.change(before, after),
    ...inBooks(newPayoutEntries(before, after, at)),
    before.status === 'asked' && after.status !== 'asked' ? await waitsNoMore(before) : undefined,
    before.status !== 'paid' && after.status === 'paid' && paidOut.raise({ ...after, at }),
  ];
}

async function sent({ transfers }: PaymentGateway, payout: Payout, now: Date): Promise<Partial<Payout>> {
  if (transfers === undefined) return {};
  const { id, accountRef, amount, month, providerId, at, ref } = payout;
  const found = certain(ref === undefined ? await transfers.find(id) : await transfers.read(ref));
  if (found === undefined && now.getTime() - Date.parse(at) >= (transfers.remembers ?? Number.POSITIVE_INFINITY))
    throw new Error(`${id} may have been sent before, and the gateway would send it again: somebody must look there`);
  const tags = { provider: providerId, month };
  const said = found ? undefined : await transfers.create({ id, accountRef, amount, tags });
  if (said?.kind === 'refusal') return { status: 'failed' };
  const there = found ?? certain(said!);
  return { ref: there.ref, ...stateOf(there, payout) };
}

/** What is paid stays so until it comes back: what is told late may have been overtaken. */
function stateOf(there: GatewayTransfer, { amount, status, feeMinor }: Payout): Pick<Payout, 'status' | 'feeMinor'> {
  if (there.returnedMinor >= amount.amountMinor) return { status: 'failed', feeMinor };
  const fee = there.fee?.currency === amount.currency ? there.fee.amountMinor : undefined;
  return { status: there.hasArrived ? 'paid' : status, feeMinor: feeMinor ?? fee };
}
