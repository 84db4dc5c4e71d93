import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { type Claims, logCraving } from './craving.ts';

const app = new Hono<{ Bindings: { event: LambdaEvent } }>();

app.post('/v1/cravings', async (c) => {
  const { authorizer } = c.env.event.requestContext as { authorizer: { jwt: { claims: Claims } } };
  let input: unknown;
  try {
    input = await c.req.json();
  } catch {
    return c.json({ type: '/problems/malformed', title: 'The body is not JSON', status: 400, errors: [] }, 400);
  }
  const { status, body } = await logCraving(authorizer.jwt.claims, c.req.header('idempotency-key'), input);
  return c.json(body as object, status as 201, { 'cache-control': 'no-store' });
});

app.onError((error, c) => {
  console.error(error);
  return c.json({ type: '/problems/broken', title: 'Something broke on our side', status: 500, errors: [] }, 500);
});

export const handler = handle(app);
