import express, { type ErrorRequestHandler, type Request } from 'express';
import serverless from 'serverless-http';
import { type Claims, logCraving } from './craving.ts';

type WithClaims = Request & { claims: Claims };

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));

app.post('/v1/cravings', async (req, res) => {
  const { claims } = req as WithClaims;
  const { status, body } = await logCraving(claims, req.get('idempotency-key'), req.body);
  res.status(status).set('cache-control', 'no-store').json(body);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  res.status(status).json({ type: 'about:blank', title: 'It could not be done', status, errors: [] });
};
app.use(onError);

export const handler = serverless(app, {
  request: (req: WithClaims, event: { requestContext: { authorizer: { jwt: { claims: Claims } } } }) => {
    req.claims = event.requestContext.authorizer.jwt.claims;
  },
});
