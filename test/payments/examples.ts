import { inBooks } from '#lambdas/payments/decisions';
import { entriesOf } from '#lambdas/payments/domain/entries';
import { holdingOf } from '#lambdas/payments/domain/pack';
import { shardOf } from '#lambdas/payments/domain/shards';
import type { Pack } from '#lambdas/payments/pack-schemas';
import {
  bills,
  costs,
  discrepancies,
  documents,
  filed,
  holdings,
  packs,
  payments,
  payouts,
  places,
  received,
  sellers,
  tills,
} from '#lambdas/payments/records';
import type { Payment } from '#lambdas/payments/schemas';
import type { Example } from '../entries/example.ts';
import { enrolled, given, openBucket } from '../kit/index.ts';
import { PACK, paid, payment } from './made.ts';
import { stripe } from './stripe.ts';

const SINCE = '2026-01-01T00:00:00.000Z';
export const offered = (coachId: string, more: Partial<Pack> = {}) => {
  const pack = { ...PACK, id: 'pck_1', coachId, status: 'offered' as const, since: SINCE, ...more };
  return given(packs.add(pack), places.add({ id: pack.id, owner: coachId, at: SINCE }));
};
export const begunBy = (payerId: string, more: Partial<Payment> = {}) => {
  const one = payment({ payerId, expiresAt: '2099-01-01T00:00:00.000Z', ...more });
  return given(payments.add(one), places.add({ id: one.id, owner: payerId, at: one.createdAt }));
};

/** One that its gateway knows, under the name that it gave it. */
export const begunAtStripe = async (payerId: string, id = 'pay_1') => {
  const { payments: there } = await stripe();
  const made = await there.create({ id, amount: PACK.price, title: 'A pack', tags: {} });
  if (made.kind !== 'answer') throw new Error('the fake does not answer');
  await begunBy(payerId, { id, ref: made.value.ref });
};
/** One that was paid, and what it gave. */
export const paidBy = async (payerId: string, more: Partial<Payment> = {}) => {
  const one = paid({ payerId, succeededAt: new Date().toISOString(), ...more });
  const holding = holdingOf(
    { ...PACK, id: 'pck_1', coachId: 'coa_1', status: 'offered', since: SINCE },
    one,
    new Date(),
  );
  await given(
    payments.add(one),
    places.add({ id: one.id, owner: payerId, at: one.createdAt }),
    holdings.add(holding),
    ...inBooks(entriesOf(one, one.succeededAt!)),
  );
};

const { refundTiers, ...price } = PACK;
const params = { id: 'pay_1' };

export const offerPack: Example = { body: { ...price, refundTiers }, owned: 'everybody' };

export const withdrawPack: Example = {
  params: { id: 'pck_1' },
  given: offered,
  owned: async (other) => {
    await offered(other, { id: 'pck_2' });
    return { params: { id: 'pck_2' } };
  },
};

export const listPacks: Example = { query: { coachId: 'coa_1' }, given: () => offered('coa_1'), owned: 'everybody' };

export const listHoldings: Example = { given: paidBy, owned: 'key' };

export const listPaymentWays: Example = {
  query: { kind: 'pack', id: 'pck_1' },
  given: async () => {
    await stripe();
    await offered('coa_1');
  },
  owned: 'everybody',
};

export const createPayment: Example = {
  body: { subject: { kind: 'pack', id: 'pck_1' }, gateway: 'stripe', amount: PACK.price },
  given: async () => {
    await stripe();
    await offered('coa_1');
  },
  owned: 'everybody',
};

/** Of somebody else, under an id of its own. */
const theirs = (make: (other: string, more: Partial<Payment>) => Promise<unknown>) => async (other: string) => {
  await make(other, { id: 'pay_2' });
  return { params: { id: 'pay_2' } };
};

export const getPayment: Example = { params, given: begunBy, owned: theirs(begunBy) };

export const listPayments: Example = { given: begunBy, owned: 'key' };

export const confirmPayment: Example = {
  params,
  body: { instrument: 'pm_card_visa', returnUrl: 'https://app.example.com/paid' },
  given: begunAtStripe,
  owned: async (other) => {
    await begunAtStripe(other, 'pay_2');
    return { params: { id: 'pay_2' }, body: { instrument: 'pm_card_visa' } };
  },
};

export const cancelPayment: Example = { params, given: begunBy, owned: theirs(begunBy) };

export const refundPayment: Example = { params, given: paidBy, owned: theirs(paidBy) };

export const grantRefund: Example = {
  body: { paymentId: 'pay_1', amountMinor: 500, feeBorneBy: 'platform' },
  given: () => paidBy('cli_1'),
  owned: 'authority',
};

const inPerson = (providerId: string, more: Partial<Payment> = {}) =>
  begunBy('cli_1', { providerId, gateway: 'cash', ...more });
export const markPaid: Example = {
  params,
  given: async (coachId) => {
    await offered(coachId);
    await inPerson(coachId);
  },
  owned: theirs(inPerson),
};

const aTill = (providerId: string) => given(tills.add({ providerId, deviceToken: 'of-a-till' }));
export const setKaspiTill: Example = {
  body: { deviceToken: 'of-another-till', printedQr: 'https://pay.example.com/till-1' },
  given: aTill,
  owned: 'key',
};

export const getKaspiTill: Example = { given: aTill, owned: 'key' };

export const setUpPayouts: Example = {
  body: { country: 'KZ', returnUrl: 'https://app.example.com/payouts' },
  given: stripe,
  owned: 'key',
};

export const choosePayouts: Example = { body: { paypalId: 'FAKEPAYPALABC' }, owned: 'key' };

export const getEarnings: Example = {
  query: { month: '2026-01' },
  given: (coachId) => paidBy('cli_1', { providerId: coachId }),
  owned: 'key',
};

export const listPayouts: Example = {
  given: (providerId) =>
    given(
      payouts.add({
        id: 'out_1',
        providerId,
        month: '2026-01',
        gateway: 'stripe',
        accountRef: 'acct_1',
        amount: { amountMinor: 8180, currency: 'USD' },
        nettedMinor: 0,
        status: 'paid',
        at: SINCE,
      }),
    ),
  owned: 'key',
};

export const writeOff: Example = {
  body: { providerId: 'coa_1', currency: 'USD' },
  given: () => {
    const old = paid({ gateway: 'cash', providerId: 'coa_1' });
    return given(...inBooks(entriesOf(old, '2025-01-01T00:00:00.000Z')));
  },
  owned: 'authority',
};

export const bookDebtPayment: Example = {
  body: { providerId: 'coa_1', amount: { amountMinor: 100, currency: 'USD' }, reference: 'KZ-2026/17' },
  given: () => {
    const old = paid({ gateway: 'cash', providerId: 'coa_1' });
    const seller = { shard: shardOf('coa_1'), providerId: 'coa_1', since: SINCE, payoutsEnabled: false };
    return given(...inBooks(entriesOf(old, '2026-01-01T00:00:00.000Z')), sellers.add(seller));
  },
  owned: 'authority',
};

export const getLedger: Example = { query: { about: 'pay_1' }, given: () => paidBy('cli_1'), owned: 'authority' };

const invoice = (recipientId: string, sellerId = 'coa_1') => ({
  id: 'doc_1',
  sellerId,
  recipientId,
  kind: 'invoice' as const,
  what: 'pack' as const,
  cause: 'pay_1:paid:provider',
  paymentId: 'pay_1',
  gross: PACK.price,
  serial: '000000000001',
  number: 1,
  issuedAt: SINCE,
  taxBps: 0,
  taxMinor: 0,
});
export const listDocuments: Example = { given: (id) => given(received.add(invoice(id))), owned: 'key' };

export const listIssuedDocuments: Example = {
  given: (id) => given(documents.add(invoice('cli_1', id))),
  owned: 'key',
};

const fileOf = async (recipientId: string, id = 'doc_1') => {
  await openBucket();
  await given(filed.add({ id, sellerId: 'coa_1', recipientId, kind: 'invoice', number: 1 }));
};
export const getDocumentFile: Example = {
  params: { id: 'doc_1' },
  given: fileOf,
  owned: async (other) => {
    await fileOf(other, 'doc_2');
    return { params: { id: 'doc_2' } };
  },
};

const differs = () =>
  given(
    discrepancies.add({
      gateway: 'stripe',
      day: '2026-01-01',
      id: 'dsc_1',
      about: 'pay_1 paid',
      what: 'unknown-here',
      theirsMinor: 10_000,
      currency: 'USD',
      status: 'open',
    }),
  );
export const listDiscrepancies: Example = { query: { gateway: 'stripe' }, given: differs, owned: 'authority' };

export const resolveDiscrepancy: Example = {
  body: { gateway: 'stripe', day: '2026-01-01', id: 'dsc_1' },
  given: differs,
  owned: 'authority',
};

const january = { from: '2026-01-01', to: '2026-01-31' };
const sold = (providerId: string) => given(...inBooks(entriesOf(paid({ providerId }), '2026-01-05T09:00:00.000Z')));
const sales: Example = { query: january, given: sold, owned: 'key' };
export const getFinance = sales;
export const getFinanceSheet = sales;
const books: Example = { query: january, given: () => sold('coa_1'), owned: 'authority' };
export const getPlatformFinance = books;
export const getPlatformFinanceSheet = books;

export const judgeDispute: Example = {
  body: { paymentId: 'pay_1', ref: 'dp_1' },
  given: () =>
    paidBy('cli_1', {
      disputes: [{ ref: 'dp_1', amountMinor: 10_000, feeMinor: 1500, status: 'lost', isOurs: false }],
    }),
  owned: 'authority',
};

const billed = () =>
  given(
    bills.add({
      ref: 'in_1',
      personId: 'cli_1',
      gateway: 'stripe',
      total: { amountMinor: 999, currency: 'USD' },
      taxBps: 0,
      periodStart: SINCE,
      periodEnd: '2026-02-01T00:00:00.000Z',
      paymentRef: 'pi_1',
      recognised: [],
      refunds: [],
    }),
  );
export const refundMembership: Example = {
  body: { personId: 'cli_1', ref: 'in_1', amountMinor: 500 },
  given: billed,
  owned: 'authority',
};

export const listBills: Example = { query: { personId: 'cli_1' }, given: billed, owned: 'authority' };

export const setSellerTerms: Example = {
  params: { id: 'coa_1' },
  body: { commissionBps: 1200, commissionAt: { cash: 1000 }, taxBps: 1200 },
  given: () => enrolled('coa_1', { roles: ['coach'] }),
  owned: 'authority',
};

export const getSellerTerms: Example = { owned: 'key' };

export const getEarningsAnalytics: Example = {
  query: { ...january, by: 'week' },
  given: async (providerId) => {
    await sold(providerId);
    await offered(providerId);
    await given(documents.add(invoice('cli_1', providerId)));
  },
  owned: 'key',
};

export const setCost: Example = {
  body: { month: '2026-01', kind: 'server', amount: { amountMinor: 4_200, currency: 'USD' } },
  owned: 'authority',
};

export const listCosts: Example = {
  query: { month: '2026-01' },
  given: () =>
    given(
      costs.add({
        id: 'cst_2026-01-server-USD',
        month: '2026-01',
        kind: 'server',
        currency: 'USD',
        said: [{ amountMinor: 4_200, by: 'adm_1', at: SINCE }],
      }),
    ),
  owned: 'authority',
};
