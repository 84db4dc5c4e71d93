import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stripeGateway } from '#shared/gateways/stripe/gateway';
import { startStripeFake } from '../../fakes/stripe/server.ts';
import { value } from '../gateways/answers.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const whole = { from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' };

type Step = readonly [does: 'pay' | 'refund' | 'dispute' | 'win' | 'transfer' | 'reverse' | 'wait', amount: number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('pay', 'pay', 'refund', 'dispute', 'win', 'transfer', 'reverse', 'wait'),
  fc.integer({ min: 50, max: 20_000 }),
);

/** Whatever happens, in any order, refused or not: what the books say moved is what each payment, refund, dispute and transfer
 *  says of itself, and nobody has been given more than there was. */
it('keeps books that agree with everything that it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const fake = await startStripeFake({ real: () => START });
      const { payments, refunds, transfers, disputes, accounts, balance } = stripeGateway({
        key: 'sk_test_1',
        host: fake.url,
      });
      const world = (path: string, body: unknown = {}) =>
        fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
      const accountRef = value(await accounts.create({ id: 'prv_1', country: 'US' })).ref;
      await world(`accounts/${accountRef}/onboard`);
      for (const [at, [does, amount]] of steps.entries()) {
        const id = `${does}_${at}`;
        const intents = fake.world.all('payment_intent');
        const paymentRef = intents[amount % (intents.length || 1)]?.id;
        const transferRef = fake.world.all('transfer')[0]?.id;
        const disputeRef = fake.world.all('dispute')[0]?.id;
        if (does === 'pay') {
          const { ref } = value(await payments.create({ id, amount: usd(amount), title: 'It', tags: {} }));
          await payments.confirm({ id, tryId: id, ref, instrument: 'pm_card_visa' });
        }
        if (does === 'refund' && paymentRef) await refunds.create({ id, paymentRef, amount: usd(amount), tags: {} });
        if (does === 'dispute' && paymentRef) await world(`payments/${paymentRef}/dispute`);
        if (does === 'win' && disputeRef) await world(`disputes/${disputeRef}/close`, { outcome: 'won' });
        if (does === 'transfer') await transfers.create({ id, accountRef, amount: usd(amount), tags: {} });
        if (does === 'reverse' && transferRef) await transfers.reverse({ id, ref: transferRef, amount: usd(amount) });
        if (does === 'wait') await world('clock', { days: 1 });
      }
      const lines = value(await balance.list(whole)).items;
      const moved = (kind: string) =>
        lines.filter((line) => line.kind === kind).reduce((sum, { grossMinor }) => sum + grossMinor, 0);
      const all = value(await payments.list(whole)).items;
      const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
      const told = await Promise.all(fake.world.all('dispute').map(async ({ id }) => value(await disputes.read(id))));
      const sent = await Promise.all(fake.world.all('transfer').map(async ({ id }) => value(await transfers.read(id))));
      expect(moved('payment')).toBe(sum(all.map(({ receivedMinor }) => receivedMinor)));
      expect(moved('refund')).toBe(0 - sum(all.map(({ refundedMinor }) => refundedMinor)));
      expect(moved('dispute')).toBe(0 - sum(told.map(({ amount }) => amount.amountMinor)));
      expect(moved('dispute_returned')).toBe(
        sum(told.map(({ status, amount }) => (status === 'won' ? amount.amountMinor : 0))),
      );
      expect(moved('transfer')).toBe(0 - sum(sent.map(({ amount }) => amount.amountMinor)));
      expect(moved('transfer_returned')).toBe(sum(sent.map(({ returnedMinor }) => returnedMinor)));
      expect(lines.every(({ grossMinor, feeMinor, netMinor }) => grossMinor - feeMinor === netMinor)).toBe(true);
      for (const { ref, receivedMinor, refundedMinor } of all) {
        const lost = told.filter(({ paymentRef, status }) => paymentRef === ref && status !== 'won');
        const gone = refundedMinor + sum(lost.map(({ amount }) => amount.amountMinor));
        expect(gone).toBeLessThanOrEqual(receivedMinor);
      }
      for (const { amount, returnedMinor } of sent) expect(returnedMinor).toBeLessThanOrEqual(amount.amountMinor);
      await fake.close();
    }),
    { numRuns: 40 },
  );
});
