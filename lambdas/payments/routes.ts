import * as z from 'zod';
import { FileAnswer } from '#shared/http/file';
import { route } from '#shared/http/route';
import { Money } from '#shared/money';
import { pageOf } from '#shared/page';
import { Id, PersonId } from '#shared/text';
import { Day } from '#shared/time';
import { Bill, BillView } from './bill-schemas.ts';
import { Document, FileLink } from './document-schemas.ts';
import {
  amountTooSmall,
  belowMinimum,
  gatewaySilent,
  instrumentMissing,
  notPayable,
  priceChanged,
  priceNotPayable,
  returnUrlMissing,
  subscriptionRuns,
} from './domain/begin.ts';
import { monthAhead, saidTooOften } from './domain/cost.ts';
import { bookedAlready, debtTooYoung, moreThanOwed, nothingOwed } from './domain/debt.ts';
import { disputeWon } from './domain/judge.ts';
import { alreadyPaid, paymentOver } from './domain/payment.ts';
import { noPayoutsThere } from './domain/payout.ts';
import { nothingToRefund, notPaid, overRefunded, refundedByBill, refundStep } from './domain/refund.ts';
import { spanWrong } from './domain/report.ts';
import { noCommission } from './domain/terms.ts';
import { cancelled, paymentBegun, paymentEnded, succeeded, toSettle } from './events.ts';
import { Cost, CostView, Discrepancy, Entry, FinanceReport } from './ledger-schemas.ts';
import { Holding, Pack } from './pack-schemas.ts';
import { DisputeView, Payment, PaymentStep, PaymentView, PaymentWays, Refund, RefundView, Subject } from './schemas.ts';
import {
  Earnings,
  EarningsAnalytics,
  Payout,
  PayoutAccount,
  Seller,
  SellerTerms,
  TermsAgreed,
  Till,
  TillView,
} from './seller-schemas.ts';

const id = { id: Id };
const WebPage = z.url({ protocol: /^https?$/ }).max(2000);

export const offerPack = route({
  method: 'POST',
  path: '/v1/packs',
  audience: ['coach'],
  summary: 'Offer sessions of mine as a pack',
  body: Pack.pick({ title: true, price: true, credits: true, validDays: true, refundTiers: true }),
  returns: [201, Pack],
  fails: [belowMinimum, priceNotPayable],
  needs: ['get:SELLERS', 'put:SELLERS', 'put:PACKS', 'put:PLACE'],
  impact: 'coaches cannot sell packs',
});

export const withdrawPack = route({
  method: 'DELETE',
  path: '/v1/packs/{id}',
  audience: ['coach'],
  summary: 'Offer a pack of mine no more; what was bought stays good',
  params: id,
  returns: [204, z.undefined()],
  fails: [],
  needs: ['get:PACKS', 'put:PACKS'],
  impact: 'coaches cannot take back an offer',
});

export const listPacks = route({
  method: 'GET',
  path: '/v1/packs',
  audience: ['person'],
  summary: 'The packs that a coach offers',
  query: z.strictObject({ coachId: PersonId }),
  returns: [200, z.strictObject({ items: z.array(Pack) })],
  fails: [],
  needs: ['query:PACKS', 'unseal'],
  impact: 'nobody sees what a coach offers',
});

export const listHoldings = route({
  method: 'GET',
  path: '/v1/holdings',
  audience: ['client'],
  summary: 'The packs that I have bought, and what is left of them',
  returns: [200, z.strictObject({ items: z.array(Holding) })],
  fails: [],
  needs: ['query:HOLDER'],
  impact: 'clients do not see their sessions left',
});

export const createPayment = route({
  method: 'POST',
  path: '/v1/payments',
  audience: ['client'],
  key: 'required',
  summary: 'Begin to pay for something',
  body: Payment.pick({ subject: true, gateway: true, amount: true }).extend({
    returnUrl: WebPage.optional().describe('where a gateway that is paid on its own page sends the payer back to'),
  }),
  returns: [201, PaymentStep],
  fails: [amountTooSmall, notPayable, priceChanged, returnUrlMissing, subscriptionRuns, gatewaySilent],
  raises: [paymentBegun, paymentEnded],
  needs: [
    ...(['get:PLACE', 'put:PLACE', 'get:PAYER', 'put:PAYER', 'get:PACKS', 'get:SELLERS', 'put:UNSETTLED'] as const),
    ...(['get:UNSETTLED', 'delete:UNSETTLED', 'get:TILL', 'query:PLAN', 'get:MEMBER'] as const),
    ...(['gateway:stripe', 'gateway:paypal', 'gateway:kaspi'] as const),
  ],
  impact: 'nobody can begin to pay',
});

export const listPaymentWays = route({
  method: 'GET',
  path: '/v1/payment-ways',
  audience: ['client'],
  summary: 'By what something can be paid',
  query: Subject,
  returns: [200, PaymentWays],
  fails: [subscriptionRuns],
  needs: [
    ...(['get:PLACE', 'get:PACKS', 'get:SELLERS', 'get:TILL', 'unseal', 'query:PLAN', 'get:MEMBER'] as const),
    ...(['gateway:stripe', 'gateway:paypal', 'gateway:kaspi'] as const),
  ],
  impact: 'payers are offered ways that are refused',
});

export const getPayment = route({
  method: 'GET',
  path: '/v1/payments/{id}',
  audience: ['client'],
  summary: 'A payment of mine, as it stands here',
  params: id,
  returns: [200, PaymentView],
  fails: [],
  raises: [toSettle],
  needs: ['get:PLACE', 'get:PAYER', 'get:TILL', 'get:BILLS', 'unseal', 'gateway:kaspi'],
  impact: 'payers do not see whether they have paid',
});

export const listPayments = route({
  method: 'GET',
  path: '/v1/payments',
  audience: ['client'],
  summary: 'What I have paid, the latest first',
  pages: true,
  returns: [200, pageOf(PaymentView)],
  fails: [],
  needs: ['query:PAYER', 'get:BILLS'],
  impact: 'payers do not see what they have paid',
});

export const confirmPayment = route({
  method: 'POST',
  path: '/v1/payments/{id}/confirmations',
  audience: ['client'],
  key: 'required',
  summary: 'Pay with what the payer’s page made of their card, or take what they approved on the gateway’s',
  params: id,
  body: z.strictObject({
    instrument: z
      .string()
      .regex(/^(pm|ctoken)_\w{1,250}$/)
      .optional()
      .describe('a payment method or confirmation token, for a gateway that is paid in the payer’s page'),
    returnUrl: WebPage.optional().describe('where the payer’s bank sends them back to'),
  }),
  returns: [200, PaymentStep],
  fails: [alreadyPaid, paymentOver, notPayable, instrumentMissing, gatewaySilent],
  raises: [toSettle],
  needs: ['get:PLACE', 'get:PAYER', 'get:TILL', 'gateway:stripe', 'gateway:paypal', 'gateway:kaspi'],
  impact: 'nobody can pay by card',
});

export const cancelPayment = route({
  method: 'POST',
  path: '/v1/payments/{id}/cancellation',
  audience: ['client'],
  summary: 'Do not pay after all',
  params: id,
  returns: [202, PaymentView],
  fails: [alreadyPaid],
  raises: [toSettle, cancelled],
  needs: ['get:PLACE', 'get:PAYER', 'put:PAYER'],
  impact: 'what was begun to be paid waits until its time is over',
});

const refundNeeds = [
  ...([
    'get:PLACE',
    'get:PAYER',
    'put:PAYER',
    'put:LEDGER',
    'put:ACCOUNT',
    'put:UNSETTLED',
    'put:DOCUMENTS-DUE',
  ] as const),
  ...(['get:HOLDER', 'put:HOLDER'] as const),
] as const;

export const refundPayment = route({
  method: 'POST',
  path: '/v1/payments/{id}/refunds',
  audience: ['client'],
  key: 'required',
  summary: 'Have back what the refund policy gives back of what I have not used',
  params: id,
  returns: [202, RefundView],
  fails: [notPaid, nothingToRefund, refundedByBill],
  raises: [toSettle],
  needs: refundNeeds,
  impact: 'clients cannot have their money back',
});

export const grantRefund = route({
  method: 'POST',
  path: '/v1/refunds',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Give back all or a part of what somebody paid',
  body: Refund.pick({ feeBorneBy: true }).extend({
    paymentId: Id,
    amountMinor: Refund.shape.amountMinor.optional().describe('all that is left, unless it says'),
  }),
  returns: [202, RefundView],
  fails: [notPaid, overRefunded, refundStep, refundedByBill],
  raises: [toSettle],
  needs: refundNeeds,
  impact: 'admins cannot give money back',
});

export const refundMembership = route({
  method: 'POST',
  path: '/v1/membership-refunds',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Give back all or a part of what a member paid; all of it ends the membership',
  body: Bill.pick({ personId: true, ref: true }).extend({
    amountMinor: Refund.shape.amountMinor.optional().describe('all that is left, unless it says'),
  }),
  returns: [202, RefundView],
  fails: [notPaid, overRefunded, refundStep],
  raises: [toSettle],
  needs: ['get:BILLS', 'put:BILLS', 'put:PLACE', 'put:LEDGER', 'put:ACCOUNT', 'put:UNSETTLED'],
  impact: 'admins cannot give members their money back',
});

export const listBills = route({
  method: 'GET',
  path: '/v1/membership-bills',
  audience: ['admin'],
  fresh: true,
  summary: 'What a member has paid',
  query: Bill.pick({ personId: true }),
  returns: [200, z.strictObject({ items: z.array(BillView) })],
  fails: [],
  needs: ['query:BILLS'],
  impact: 'admins do not see what a member has paid',
});

export const markPaid = route({
  method: 'POST',
  path: '/v1/payments/{id}/in-person',
  audience: ['coach'],
  key: 'required',
  summary: 'A client has paid me across the counter, or by my printed QR',
  params: id,
  returns: [200, PaymentView],
  fails: [alreadyPaid, paymentOver, notPayable],
  raises: [succeeded],
  needs: [
    'get:PLACE',
    'get:PAYER',
    'put:PAYER',
    'put:LEDGER',
    'put:ACCOUNT',
    'put:DOCUMENTS-DUE',
    'get:PACKS',
    'put:HOLDER',
  ],
  impact: 'who pays in person gets nothing for it',
});

export const setKaspiTill = route({
  method: 'PUT',
  path: '/v1/kaspi-till',
  audience: ['coach'],
  summary: 'Take Kaspi on my own account, by a till or a printed QR; by neither, take it no more',
  body: Till.pick({ deviceToken: true, printedQr: true }),
  returns: [200, TillView],
  fails: [],
  needs: ['get:TILL', 'put:TILL'],
  impact: 'no provider can begin to take Kaspi',
});

export const getKaspiTill = route({
  method: 'GET',
  path: '/v1/kaspi-till',
  audience: ['coach'],
  summary: 'By what I take Kaspi',
  returns: [200, TillView],
  fails: [],
  needs: ['get:TILL', 'unseal'],
  impact: 'providers do not see by what they take Kaspi',
});

export const setUpPayouts = route({
  method: 'POST',
  path: '/v1/payout-account',
  audience: ['coach'],
  summary: 'Go to the gateway’s form that payouts need',
  body: z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), returnUrl: WebPage }),
  returns: [200, z.strictObject({ url: z.string().describe('works once, and not for long') })],
  fails: [gatewaySilent, noPayoutsThere],
  needs: ['get:SELLERS', 'put:SELLERS', 'gateway:stripe'],
  impact: 'nobody new can be paid out',
});

export const choosePayouts = route({
  method: 'PUT',
  path: '/v1/payout-account',
  audience: ['coach'],
  fresh: true,
  summary: 'Be paid out on my PayPal account; without one, by Stripe again',
  body: Seller.pick({ paypalId: true }),
  returns: [200, PayoutAccount],
  fails: [],
  needs: ['get:SELLERS', 'put:SELLERS'],
  impact: 'providers cannot say where they are paid out',
});

export const getEarnings = route({
  method: 'GET',
  path: '/v1/earnings',
  audience: ['coach', 'owner'],
  summary: 'What I earned in a month, and what I am paid next',
  query: z.strictObject({ month: Payout.shape.month }),
  returns: [200, Earnings],
  fails: [],
  needs: ['query:ACCOUNT', 'query:PROVIDER', 'get:SELLERS'],
  impact: 'providers do not see what they earn',
});

export const listPayouts = route({
  method: 'GET',
  path: '/v1/payouts',
  audience: ['coach', 'owner'],
  summary: 'What I was paid out, the latest first',
  pages: true,
  returns: [200, pageOf(Payout)],
  fails: [],
  needs: ['query:PROVIDER'],
  impact: 'providers do not see what they were paid',
});

const span = z.strictObject({ from: Day, to: Day });

const mine = {
  method: 'GET',
  audience: ['coach', 'owner'],
  query: span,
  fails: [spanWrong],
  needs: ['query:ACCOUNT', 'query:DOCUMENTS', 'query:RECIPIENT'],
} as const;

export const getFinance = route({
  ...mine,
  path: '/v1/reports/finance',
  summary: 'What I sold, gave back, earned and was paid out in a stretch of days',
  returns: [200, FinanceReport],
  impact: 'owners have no report for their books',
});

export const getFinanceSheet = route({
  ...mine,
  path: '/v1/reports/finance/sheet',
  summary: 'The same as CSV',
  returns: [200, FileAnswer],
  impact: 'owners cannot take their figures into a spreadsheet',
});

const platforms = {
  method: 'GET',
  audience: ['admin'],
  fresh: true,
  query: span,
  fails: [spanWrong],
  needs: ['query:ACCOUNT'],
} as const;

export const getPlatformFinance = route({
  ...platforms,
  path: '/v1/reports/platform-finance',
  summary: 'What the platform took, gave back and paid out in a stretch of days, and what lies where',
  returns: [200, FinanceReport],
  impact: 'admins have no report for the books',
});

export const getPlatformFinanceSheet = route({
  ...platforms,
  path: '/v1/reports/platform-finance/sheet',
  summary: 'The same as CSV',
  returns: [200, FileAnswer],
  impact: 'admins cannot take the figures into a spreadsheet',
});

export const writeOff = route({
  method: 'POST',
  path: '/v1/write-offs',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Let go of what a provider has owed for ninety days',
  body: z.strictObject({ providerId: PersonId, currency: Money.shape.currency }),
  returns: [201, Entry],
  fails: [nothingOwed, debtTooYoung],
  needs: ['query:ACCOUNT', 'put:ACCOUNT', 'put:LEDGER', 'get:SELLERS', 'put:SELLERS'],
  impact: 'old debts stay in the books',
});

export const bookDebtPayment = route({
  method: 'POST',
  path: '/v1/debt-payments',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'A provider has paid to our bank what they owe, or a part of it',
  body: z.strictObject({
    providerId: Entry.shape.about.describe('who paid'),
    amount: Money.extend({ amountMinor: z.int().min(1) }),
    reference: z
      .string()
      .regex(/^[A-Za-z0-9._/-]{1,80}$/)
      .describe('as the bank calls it: it is booked once'),
  }),
  returns: [201, Entry],
  fails: [nothingOwed, moreThanOwed, bookedAlready],
  needs: ['query:ACCOUNT', 'put:ACCOUNT', 'put:LEDGER', 'get:SELLERS', 'put:SELLERS'],
  impact: 'providers owe in the books what they have paid',
});

export const judgeDispute = route({
  method: 'POST',
  path: '/v1/dispute-judgements',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Say that a dispute is the platform’s own mistake: its provider bears none of it',
  body: DisputeView.pick({ paymentId: true, ref: true }),
  returns: [200, DisputeView],
  fails: [disputeWon],
  needs: [
    ...(['get:PLACE', 'get:PAYER', 'put:PAYER', 'put:LEDGER', 'put:ACCOUNT'] as const),
    ...(['get:PROVIDER', 'delete:PROVIDER'] as const),
  ],
  impact: 'providers pay for mistakes of the platform',
});

export const getLedger = route({
  method: 'GET',
  path: '/v1/ledger',
  audience: ['admin'],
  fresh: true,
  summary: 'All that a payment or a payout has booked',
  query: z.strictObject({ about: Id }),
  returns: [200, z.strictObject({ items: z.array(Entry) })],
  fails: [],
  needs: ['query:LEDGER'],
  impact: 'admins cannot look into the books',
});

export const listDocuments = route({
  method: 'GET',
  path: '/v1/documents',
  audience: ['person'],
  summary: 'The invoices and credit notes that I received, the latest first',
  pages: true,
  returns: [200, pageOf(Document)],
  fails: [],
  needs: ['query:RECIPIENT'],
  impact: 'nobody finds their invoices',
});

export const listIssuedDocuments = route({
  method: 'GET',
  path: '/v1/issued-documents',
  audience: ['coach', 'owner'],
  summary: 'The invoices and credit notes that were issued in my name',
  pages: true,
  returns: [200, pageOf(Document)],
  fails: [],
  needs: ['query:DOCUMENTS'],
  impact: 'sellers do not find what was issued in their name',
});

export const getDocumentFile = route({
  method: 'GET',
  path: '/v1/documents/{id}/file',
  audience: ['person'],
  summary: 'Where an invoice or credit note of mine can be fetched as PDF, for five minutes',
  params: id,
  returns: [200, FileLink],
  fails: [],
  needs: ['get:DOCUMENT', 'fetch:documents'],
  impact: 'nobody can print their invoices',
});

export const listDiscrepancies = route({
  method: 'GET',
  path: '/v1/discrepancies',
  audience: ['admin'],
  fresh: true,
  summary: 'Where a gateway’s books and ours differ, the latest first',
  query: Discrepancy.pick({ gateway: true }),
  pages: true,
  returns: [200, pageOf(Discrepancy)],
  fails: [],
  needs: ['query:DISCREPANCIES'],
  impact: 'admins do not see what does not add up',
});

export const resolveDiscrepancy = route({
  method: 'POST',
  path: '/v1/discrepancy-resolutions',
  audience: ['admin'],
  fresh: true,
  summary: 'Say that somebody has looked into it',
  body: Discrepancy.pick({ gateway: true, day: true, id: true }),
  returns: [200, Discrepancy],
  fails: [],
  needs: ['get:DISCREPANCIES', 'put:DISCREPANCIES'],
  impact: 'what was looked into stays in the queue',
});

export const hearStripe = route({
  method: 'POST',
  path: '/v1/webhooks/stripe',
  audience: ['gateway'],
  partner: 'stripe',
  summary: 'Hear what Stripe has to tell',
  returns: [200, z.undefined()],
  fails: [],
  raises: [toSettle],
  needs: ['gateway:stripe'],
  impact: 'payments are seen as paid only when the sweep looks, within minutes',
});

export const hearPaypal = route({
  method: 'POST',
  path: '/v1/webhooks/paypal',
  audience: ['gateway'],
  summary: 'Hear what PayPal has to tell',
  returns: [200, z.undefined()],
  fails: [],
  raises: [toSettle],
  needs: ['gateway:paypal'],
  impact: 'what was approved at PayPal is taken only when the sweep looks, within minutes',
});

export const hearKaspi = route({
  method: 'POST',
  path: '/v1/webhooks/kaspi',
  audience: ['gateway'],
  summary: 'Hear what an intermediary in front of Kaspi has to tell',
  returns: [200, z.undefined()],
  fails: [],
  raises: [toSettle],
  needs: ['gateway:kaspi'],
  impact: 'payments by Kaspi are seen as paid only when the sweep looks, within minutes',
});

export const setSellerTerms = route({
  method: 'PUT',
  path: '/v1/seller-terms/{id}',
  audience: ['admin'],
  fresh: true,
  summary: 'Say at which commission and tax somebody sells from now on: a provider, or the platform itself',
  params: { id: PersonId },
  body: TermsAgreed,
  returns: [200, SellerTerms],
  fails: [noCommission],
  needs: ['get:SELLERS', 'put:SELLERS', 'query:GRANT'],
  impact: 'nobody can be given another commission, and a new tax is not charged',
});

export const getSellerTerms = route({
  method: 'GET',
  path: '/v1/seller-terms',
  audience: ['coach', 'owner'],
  summary: 'At which commission and tax I sell',
  returns: [200, SellerTerms],
  fails: [],
  needs: ['get:SELLERS'],
  impact: 'providers do not see what the platform keeps of their prices',
});

export const getEarningsAnalytics = route({
  method: 'GET',
  path: '/v1/earnings/analytics',
  audience: ['coach', 'owner'],
  summary: 'How my sales and earnings went along, by day, week or month, and by what was sold',
  query: span.extend(EarningsAnalytics.pick({ by: true }).shape),
  returns: [200, EarningsAnalytics],
  fails: [spanWrong],
  needs: ['query:ACCOUNT', 'query:DOCUMENTS', 'query:DOCUMENTS-DUE', 'query:PACKS', 'unseal'],
  impact: 'providers do not see how their earnings develop',
});

export const setCost = route({
  method: 'PUT',
  path: '/v1/costs',
  audience: ['admin'],
  fresh: true,
  key: 'required',
  summary: 'Say what a month of the platform cost, of one kind, in one currency; said again, it is corrected',
  body: CostView.pick({ month: true, kind: true, amount: true }),
  returns: [200, CostView],
  fails: [monthAhead, saidTooOften],
  needs: ['get:COSTS', 'put:COSTS', 'put:LEDGER', 'put:ACCOUNT'],
  impact: 'the report shows no profit after what the platform costs',
});

export const listCosts = route({
  method: 'GET',
  path: '/v1/costs',
  audience: ['admin'],
  fresh: true,
  summary: 'What a month of the platform cost',
  query: Cost.pick({ month: true }),
  returns: [200, z.strictObject({ items: z.array(CostView) })],
  fails: [],
  needs: ['query:COSTS'],
  impact: 'admins do not see which costs are booked',
});
