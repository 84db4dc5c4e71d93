import { book } from './balance.ts';
import { only } from './fields.ts';
import { invalid } from './refusal.ts';
import { type Call, DAY, type Thing, type World } from './world.ts';

const FEE = 1500;
const ANSWER_WITHIN = 7 * DAY;

const NO_EVIDENCE = Object.fromEntries(
  [
    ...['access_activity_log', 'billing_address', 'cancellation_policy', 'cancellation_policy_disclosure'],
    ...['cancellation_rebuttal', 'customer_communication', 'customer_email_address', 'customer_name'],
    ...['customer_purchase_ip', 'customer_signature', 'duplicate_charge_documentation', 'duplicate_charge_explanation'],
    ...['duplicate_charge_id', 'product_description', 'receipt', 'refund_policy', 'refund_policy_disclosure'],
    ...['refund_refusal_explanation', 'service_date', 'service_documentation', 'shipping_address'],
    ...['shipping_carrier', 'shipping_date', 'shipping_documentation', 'shipping_tracking_number'],
    ...['uncategorized_file', 'uncategorized_text'],
  ].map((field) => [field, null]),
);

/** The payer's bank takes the money back, and Stripe its fee. */
export function openDispute(world: World, charge: Thing, reason: string): Thing {
  if (!charge['captured'] || charge['disputed'])
    throw invalid(`Charge ${charge.id} cannot be disputed: it is not captured, or disputed before.`);
  const amount = charge['amount_captured'] - charge['amount_refunded'];
  const dispute = world.add({
    id: world.newId('dp'),
    object: 'dispute',
    amount,
    balance_transactions: [] as Thing[],
    charge: charge.id,
    created: world.now(),
    currency: charge['currency'],
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
    evidence_details: {
      due_by: world.now() + ANSWER_WITHIN,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge['payment_intent'],
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  });
  charge['disputed'] = true;
  dispute.balance_transactions.push(lineOf(world, dispute, 'dispute', -amount, FEE));
  world.emit('charge.dispute.created', dispute);
  world.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** What the bank decides. The fee stays with Stripe either way. */
export function closeDispute(world: World, dispute: Thing, outcome: 'won' | 'lost'): Thing {
  if (['won', 'lost'].includes(dispute['status'])) throw invalid(`Dispute ${dispute.id} is closed.`);
  dispute['status'] = outcome;
  if (outcome === 'won') {
    dispute['balance_transactions'].push(lineOf(world, dispute, 'dispute_reversal', dispute['amount'], 0));
    world.emit('charge.dispute.funds_reinstated', dispute);
  }
  world.emit('charge.dispute.closed', dispute);
  return dispute;
}

const lineOf = (world: World, { id, currency }: Thing, category: string, amount: number, fee: number) =>
  book(world, { type: 'adjustment', category, amount, fee, feeTitle: 'Dispute fee', currency, source: id });

export const readDispute = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('dispute', id);
};
