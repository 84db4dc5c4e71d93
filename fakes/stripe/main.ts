import { startStripeFake } from './server.ts';

/* `node fakes/stripe/main.ts`: STRIPE_FAKE_PORT says where; webhooks are registered by POST /fake/webhooks. */

const { url } = await startStripeFake({ port: Number(process.env['STRIPE_FAKE_PORT'] ?? 12_111) });
console.log(`A fake of Stripe listens on ${url}`);
