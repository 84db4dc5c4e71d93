import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { asked, tell } from './parent.ts';
import { context } from './requests.ts';

/* Tells a webhook entry what Stripe tells, each thing once, and how long each call took, in milliseconds. */

export interface Task {
  readonly path: string;
  readonly calls: number;
  readonly unmeasured: number;
}
type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

const secret = process.env['SIGNS_WITH']!;
const { path, calls, unmeasured } = asked<Task>();
const { handler } = (await import(path)) as { handler: Handler };

/** As large as what Stripe sends of a payment. */
function told(nth: number): APIGatewayProxyEventV2 {
  const created = Math.floor(Date.now() / 1000);
  const known = { id: `pi_${nth}`, object: 'payment_intent', metadata: { id: `pay_${nth}` }, amount: 10_000 };
  const object = { ...known, description: 'x'.repeat(2500) };
  const body = JSON.stringify({ id: `evt_${nth}`, type: 'payment_intent.succeeded', created, data: { object } });
  const digest = createHmac('sha256', secret).update(`${created}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${created},v1=${digest}` };
  return { body, headers, isBase64Encoded: false } as unknown as APIGatewayProxyEventV2;
}

const times: number[] = [];
for (let nth = -unmeasured; nth < calls; nth += 1) {
  const event = told(nth);
  const began = performance.now();
  const { statusCode } = await handler(event, context());
  const took = performance.now() - began;
  if (statusCode !== 200) throw new Error(`Answered ${statusCode}`);
  if (nth >= 0) times.push(took);
}
tell(times);
