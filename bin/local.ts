import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotGoOn, command, untilStopped } from './machine/command.ts';
import { deploy } from './machine/deploy.ts';
import { type Deployed, signInPage } from './machine/deployed.ts';
import { ROOT } from './machine/environment.ts';
import { NAMES, type Name, TITLES } from './machine/fakes.ts';
import { type GatewaysHere, ownKey, startGateways } from './machine/gateways.ts';
import { givenLocalAws, type LocalAws, startLocalAws } from './machine/local-aws.ts';
import { isClockMoved } from './machine/moved.ts';
import { node } from './machine/part.ts';
import { progress } from './machine/progress.ts';
import { virtualEnvironment } from './machine/python.ts';
import { PASSWORD, population, type Seeding, seed } from './seed.ts';

/** The whole platform on this machine: up, peopled, shown; then it stays, or with `--once` goes down again. */
await command(async () => {
  const { once, endpoint, state } = options();
  const own = ownKey(process.env);
  const aws = await (endpoint === undefined
    ? virtualEnvironment(state).then((python) => progress('started the local AWS', () => startLocalAws(state, python)))
    : givenLocalAws(state, endpoint));
  process.env['AWS_ENDPOINT_URL'] = aws.endpoint;
  const stacks = await progress('deployed the stacks', () => deploy(aws));
  const fakes = 'started the fakes of PayPal and Kaspi';
  const how = own === undefined ? `${fakes}, and of Stripe` : `${fakes}, and took your key of Stripe’s test mode`;
  const gateways = await progress(how, () => startGateways(aws, stacks, own));
  const deployed: Deployed = { ...stacks, fakes: gateways.fakes };
  const seeding = await progress(`${population.length} people signed in, planned and logged`, () => seed(deployed));
  tell(deployed, seeding);

  if (await isClockMoved()) {
    const why = 'The clock of this platform was moved, and the journey goes by the real one';
    if (once) throw new CannotGoOn(`${why}: start the local AWS there anew, or leave --endpoint out.`);
    console.log(`${why}: it is left out.`);
    return stayUp(aws, gateways);
  }
  const at = `${aws.folder}/deployed.json`;
  await writeFile(at, JSON.stringify(deployed));
  const were = seeding.isNew ? [String(population.length)] : []; // who was there before is known of a new one only
  const { failed } = await node(`${ROOT}test/live/journey.ts`, [at, ...were]);
  if (once || failed > 0) return failed;
  return stayUp(aws, gateways);
});

async function stayUp({ gone, folder }: LocalAws, gateways: GatewaysHere): Promise<number> {
  console.log('\nIt stays up until Ctrl-C.');
  const left = (who: string, log: string) =>
    Promise.reject(new CannotGoOn(`${who} ended by itself: see ${folder}/${log}.`));
  await Promise.race([
    untilStopped(),
    gone.then(() => left('The local AWS', 'local-aws.log')),
    gateways.gone.then(() => left('The fakes', 'fakes.log')),
  ]);
  return 0;
}

function options() {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean' }, endpoint: { type: 'string' }, state: { type: 'string' } },
    });
    return { ...values, state: resolve(values.state ?? `${ROOT}.local`) };
  } catch (error) {
    throw new CannotGoOn(`${(error as Error).message}: there is --once, --endpoint URL and --state FOLDER.`);
  }
}

function tell(deployed: Deployed, { adminKey }: Seeding): void {
  console.log(`
API         ${deployed.api}
Reference   ${deployed.api}/docs
WebSocket   ${deployed.sockets}?token=ACCESS_TOKEN
Sign in     ${signInPage(deployed, {})}
            with the password ${PASSWORD} as
${population.map(({ email, is }) => `              ${email.padEnd(20)}${is}`).join('\n')}${
  adminKey ? `\n            and where the pool asks the admin for a code, one made of the key ${adminKey}` : ''
}
Sent mail   ${deployed.endpoint}/_ministack/ses/messages
${NAMES.map((name) => `${TITLES[name].padEnd(12)}${standsFor(deployed, name)}`).join('\n')}
`);
}

function standsFor({ api, fakes }: Deployed, name: Name): string {
  const at = fakes?.[name];
  if (at === undefined) return `its test mode; pass on to ${api}/v1/webhooks/${name} what it tells`;
  return `a fake of it at ${at}, and no money moves`;
}
