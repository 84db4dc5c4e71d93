import { startKaspiFake } from './kaspi/server.ts';
import { startPaypalFake } from './paypal/server.ts';
import { startStripeFake } from './stripe/server.ts';

/* `node fakes/main.ts [NAME…]`: those that are named, or all of them, each on a port of its own (0: any that is free). */

const FAKES = { stripe: startStripeFake, paypal: startPaypalFake, kaspi: startKaspiFake } as const;
type Name = keyof typeof FAKES;

const asked = process.argv.slice(2);
for (const name of (asked.length > 0 ? asked : Object.keys(FAKES)) as Name[]) {
  const own = (what: string) => process.env[`${name.toUpperCase()}_FAKE_${what}`];
  const { url } = await FAKES[name]({ port: Number(own('PORT') ?? 0), keptIn: own('KEPT_IN') });
  console.log(`A fake of ${name} listens on ${url}`);
}

/** Whoever asks for it holds our input open for as long as we are needed: when they are gone, however they went, so are we. */
if (process.env['FAKES_END_WITH_INPUT'] !== undefined) process.stdin.on('end', () => process.exit()).resume();
