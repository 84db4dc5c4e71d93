import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { advanced, paymentOf } from './decisions.ts';
import { judgedOurs } from './domain/judge.ts';
import { shownDispute } from './domain/view.ts';
import { judgeDispute } from './routes.ts';

export const handler = endpoint(
  judgeDispute,
  async ({ body: { paymentId, ref }, actor, now }) => {
    const payment = await paymentOf(paymentId);
    if (payment === undefined) throw notFound();
    const after = judgedOurs(payment, ref, actor.id, now.toISOString());
    return outcome(shownDispute(after, ref), ...(await advanced(payment, after, now)));
  },
  secondFactor,
);
