import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { paymentOf, refundAsked } from './decisions.ts';
import { refundableMinor, refundOf } from './domain/refund.ts';
import { shownRefund } from './domain/view.ts';
import { toSettle } from './events.ts';
import { grantRefund } from './routes.ts';

export const handler = endpoint(
  grantRefund,
  async ({ body: { paymentId, feeBorneBy, amountMinor }, now, newId }) => {
    const payment = await paymentOf(paymentId);
    if (payment === undefined) throw notFound();
    const [id, at] = [newId('rfd'), now.toISOString()];
    const all = Math.max(1, refundableMinor(payment));
    const refund = refundOf(payment, { id, amountMinor: amountMinor ?? all, feeBorneBy, by: 'admin', at });
    return outcome(
      shownRefund(payment, refund),
      ...(await refundAsked(payment, refund, now)),
      refund.status === 'asked' && toSettle.raise({ gateway: payment.gateway, about: 'refund', id, of: paymentId, at }),
    );
  },
  secondFactor,
);
