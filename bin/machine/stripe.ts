import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Settings as SettingsOf } from '#shared/gateways/settings';
import { gatewaysOf, stages } from '../../lib/stages.ts';
import { ended, start, stop } from './child.ts';
import { CannotGoOn } from './command.ts';
import type { Deployed } from './deployed.ts';
import { bare, ROOT } from './environment.ts';
import type { LocalAws } from './local-aws.ts';
import { freePort } from './port.ts';

type Settings = SettingsOf<'stripe'>;

/** What the local stage has of Stripe. */
export interface StripeHere {
  /** Where the fake is; none where it is Stripe itself, in its test mode. */
  readonly fake?: string;
  /** Resolves when the fake ends, which it does not by itself. */
  readonly gone: Promise<unknown>;
  stop(): Promise<void>;
}

const Name = `${gatewaysOf(stages.local)}/stripe`;
const TRIES = 5;

/** Starts a fake of Stripe and tells our functions of it, and it of them; or tells them of somebody's own test key. */
export async function startStripe(aws: LocalAws, { api }: Pick<Deployed, 'api'>, own?: Settings): Promise<StripeHere> {
  const ssm = new SSMClient({ endpoint: aws.endpoint });
  const write = (settings: Settings) =>
    ssm.send(new PutParameterCommand({ Name, Value: JSON.stringify(settings), Type: 'SecureString', Overwrite: true }));
  if (own !== undefined) {
    await write(own);
    return { gone: new Promise(() => {}), stop: async () => {} };
  }

  // A local AWS that was there before us has payments that its fake must know again, and functions that remember its secrets.
  const before = await read(ssm);
  const keptIn = aws.isOurs ? undefined : `${aws.folder}.stripe-fake.jsonl`;
  if (keptIn !== undefined && before?.host === undefined) await rm(keptIn, { force: true });
  const { url: host, child } = await startFake(aws.folder, keptIn, before?.host);
  const { key, secrets } = before?.host === undefined ? made() : before;
  await write({ key, secrets, host });
  for (const [index, secret] of secrets.entries()) {
    await told(`${host}/fake/webhooks`, {
      url: `${api}/v1/webhooks/stripe`,
      secrets: [secret],
      connect: index > 0, // of connected accounts Stripe tells apart, under a secret of its own
    });
  }
  return { fake: host, gone: ended(child), stop: () => stop(child) };
}

/** Somebody's own key of Stripe's test mode, and with what `stripe listen` signs what it passes on. */
export function ownKey(env: NodeJS.ProcessEnv): Settings | undefined {
  const { STRIPE_TEST_KEY: key, STRIPE_WEBHOOK_SECRET: secret } = env;
  if (!key) return undefined;
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    throw new CannotGoOn(
      'STRIPE_TEST_KEY is no key of Stripe’s test mode, which begins with sk_test_: no other is used.',
    );
  }
  if (!secret?.startsWith('whsec_')) {
    throw new CannotGoOn(
      'STRIPE_TEST_KEY needs STRIPE_WEBHOOK_SECRET beside it: stripe listen --print-secret says it.',
    );
  }
  return { key, secrets: [secret] };
}

const made = () => {
  const random = () => randomBytes(16).toString('hex');
  return { key: `sk_test_fake${random()}`, secrets: [`whsec_fake${random()}`, `whsec_fake${random()}`] };
};

async function read(ssm: SSMClient): Promise<Settings | undefined> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return JSON.parse(Parameter!.Value!);
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/** On the port that it had before, if nobody else has it. */
async function startFake(folder: string, keptIn: string | undefined, before: string | undefined) {
  const log = `${folder}/fakes.log`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await freePort(tries === 0 && before !== undefined ? Number(new URL(before).port) : 0);
    const child = start(process.execPath, [`${ROOT}fakes/main.ts`], {
      log,
      stdin: 'pipe',
      env: {
        ...bare(folder),
        FAKES_END_WITH_INPUT: 'yes',
        STRIPE_FAKE_PORT: String(port),
        ...(keptIn !== undefined && { STRIPE_FAKE_KEPT_IN: keptIn }),
      },
    });
    const url = `http://127.0.0.1:${port}`;
    for (let waits = 0; waits < 100 && child.pid !== undefined && child.exitCode === null; waits += 1) {
      if (await isUp(url)) return { url, child };
      await setTimeout(100);
    }
    await stop(child); // somebody was faster on this port, or it is broken
  }
  throw new CannotGoOn(`The fake of Stripe does not start: see ${log}, then run this again.`);
}

const isUp = (url: string) =>
  fetch(`${url}/fake/clock`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ headers }) => headers.get('x-fake') === 'stripe',
    () => false,
  );

async function told(url: string, body: object): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!ok) throw new Error(`${url} answered ${status}`);
}
