import { startKaspiFake } from './kaspi/server.ts';
import { startPaypalFake } from './paypal/server.ts';
import { startStripeFake } from './stripe/server.ts';

/* `node fakes/main.ts`: all of them, each on a port of its own (0: any that is free). */

const port = (name: string) => Number(process.env[`${name}_FAKE_PORT`] ?? 0);

const started = {
  Stripe: await startStripeFake({ port: port('STRIPE'), keptIn: process.env['STRIPE_FAKE_KEPT_IN'] }),
  PayPal: await startPaypalFake({ port: port('PAYPAL') }),
  Kaspi: await startKaspiFake({ port: port('KASPI') }),
};
for (const [name, { url }] of Object.entries(started)) console.log(`A fake of ${name} listens on ${url}`);

/** Whoever asks for it holds our input open for as long as we are needed: when they are gone, however they went, so are we. */
if (process.env['FAKES_END_WITH_INPUT'] !== undefined) process.stdin.on('end', () => process.exit()).resume();
