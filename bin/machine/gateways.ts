import { randomBytes } from 'node:crypto';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { fakeIn, type Settings as SettingsOf } from '#shared/gateways/settings';
import { gatewaysOf, stages } from '../../lib/stages.ts';
import { ended, stop } from './child.ts';
import { CannotGoOn } from './command.ts';
import type { Deployed } from './deployed.ts';
import { type At, NAMES, type Name, startFakes } from './fakes.ts';
import type { LocalAws } from './local-aws.ts';

type All = { readonly [N in Name]: SettingsOf<N> };

/** What the local stage has of the gateways. */
export interface GatewaysHere {
  /** Where the fakes are; none of Stripe where it is Stripe itself, in its test mode. */
  readonly fakes: At;
  /** Resolves when the fakes end, which they do not by themselves. */
  readonly gone: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the fakes and tells our functions of them, and them of our webhooks. Of Stripe somebody may have a test key of
 *  their own. Functions remember for a while what they know a gateway by: what was there before us, stays as it is. */
export async function startGateways(
  aws: LocalAws,
  { api }: Pick<Deployed, 'api'>,
  own?: All['stripe'],
): Promise<GatewaysHere> {
  const ssm = new SSMClient({ endpoint: aws.endpoint });
  const names = NAMES.filter((name) => name !== 'stripe' || own === undefined);
  const before = await readAll(ssm);
  const { at, child } = await startFakes(aws, names, {
    stripe: before.stripe && fakeIn('stripe', before.stripe),
    paypal: before.paypal && fakeIn('paypal', before.paypal),
    kaspi: before.kaspi && fakeIn('kaspi', before.kaspi),
  });
  const stripe = own ?? ofStripe(at.stripe!, before.stripe);
  const paypal = ofPaypal(at.paypal!, before.paypal);
  await Promise.all([
    write(ssm, 'stripe', stripe),
    write(ssm, 'paypal', paypal),
    write(ssm, 'kaspi', { host: `${at.kaspi}/r2/v01`, mode: 'poll', secrets: [], fake: at.kaspi }),
  ]);
  // Of connected accounts Stripe tells apart, under a secret of its own. Kaspi tells nobody.
  const url = (name: Name) => `${api}/v1/webhooks/${name}`;
  for (const [index, secret] of (own === undefined ? stripe.secrets : []).entries())
    await told(`${at.stripe}/fake/webhooks`, { url: url('stripe'), secrets: [secret], connect: index > 0 });
  await told(`${at.paypal}/fake/webhooks`, { url: url('paypal'), id: paypal.webhookId });
  return { fakes: at, gone: ended(child), stop: () => stop(child) };
}

/** Somebody's own key of Stripe's test mode, and with what `stripe listen` signs what it passes on. */
export function ownKey(env: NodeJS.ProcessEnv): All['stripe'] | undefined {
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

const random = () => randomBytes(16).toString('hex');

function ofStripe(host: string, before: All['stripe'] | undefined): All['stripe'] {
  if (before?.host !== undefined) return { ...before, host };
  return { key: `sk_test_fake${random()}`, secrets: [`whsec_fake${random()}`, `whsec_fake${random()}`], host };
}

/** It signs with a certificate of its own, which is fetched from where it is. */
function ofPaypal(host: string, before: All['paypal'] | undefined): All['paypal'] {
  const made = () => ({ clientId: `fake${random()}`, secret: `fake${random()}`, webhookId: `FAKE${random()}` });
  return { ...(before ?? made()), host, certificates: host };
}

const nameOf = (gateway: Name) => `${gatewaysOf(stages.local)}/${gateway}`;

async function readAll(ssm: SSMClient): Promise<Partial<All>> {
  const all = await Promise.all(NAMES.map(async (name) => [name, await read(ssm, name)] as const));
  return Object.fromEntries(all.filter(([, settings]) => settings !== undefined));
}

async function read(ssm: SSMClient, gateway: Name): Promise<unknown> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: nameOf(gateway), WithDecryption: true }));
    return JSON.parse(Parameter!.Value!);
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

async function write<N extends Name>(ssm: SSMClient, gateway: N, settings: All[N]): Promise<void> {
  const put = {
    Name: nameOf(gateway),
    Value: JSON.stringify(settings),
    Type: 'SecureString',
    Overwrite: true,
  } as const;
  await ssm.send(new PutParameterCommand(put));
}

async function told(url: string, body: object): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!ok) throw new Error(`${url} answered ${status}`);
}
