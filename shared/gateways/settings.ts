import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { setting } from '#shared/env';
import { minutes } from '#shared/time';
import type { GatewayName } from './words.ts';

const Secret = z.string().min(1);

/** What we know each gateway by. The stage keeps it as one secret parameter a gateway, whose name each Lambda is given that
 *  needs it; on one machine `host` says where the fake listens. Cash knows nobody. */
const SETTINGS = {
  stripe: z.object({
    key: Secret,
    /** With which it signs what it tells: two while one is replaced by another, and one more for connected accounts. */
    secrets: z.array(Secret).min(1),
    host: z.url().optional(),
  }),
  paypal: z.object({
    clientId: Secret,
    secret: Secret,
    /** As PayPal calls our webhook: part of what it signs. */
    webhookId: Secret,
    /** `https://api-m.paypal.com`, or the sandbox's. */
    host: z.url(),
    /** On one machine: where the fake's certificates lie, instead of PayPal's own. */
    certificates: z.url().optional(),
  }),
  kaspi: z.object({
    /** With its version, `https://…/r2/v01`. */
    host: z.url(),
    mode: z.enum(['poll', 'webhook']).default('poll'),
    /** With which an intermediary signs what it tells. */
    secrets: z.array(Secret).default([]),
    /** On one machine: where the fake is. */
    fake: z.url().optional(),
    /** Of the platform's own till, for what it sells itself; none, and nobody pays the platform by Kaspi. */
    deviceToken: Secret.optional(),
    /** Kaspi itself speaks to known certificates only. */
    certificate: z
      .object({ cert: Secret, key: Secret, passphrase: z.string().optional(), ca: Secret.optional() })
      .optional(),
  }),
} as const;
export type Known = keyof typeof SETTINGS;
export type Settings<N extends Known> = z.infer<(typeof SETTINGS)[N]>;

const FAKE: { readonly [N in Known]: (settings: Settings<N>) => string | undefined } = {
  stripe: ({ host }) => host,
  paypal: ({ certificates }) => certificates,
  kaspi: ({ fake }) => fake,
};

/** Where the fake is that stands in for it; undefined of the gateway itself. */
export const fakeIn = <N extends Known>(gateway: N, settings: Settings<N>) => FAKE[gateway](settings);

const KEPT = minutes(5);

const ssm = /* @__PURE__ */ new SSMClient(); // whoever asks no gateway carries nothing of it
const kept = new Map<Known, { settings: Promise<any>; until: number }>();
export const forgetSettings = () => kept.clear();

/** A secret that was replaced is known within KEPT. */
export function settingsOf<N extends Known>(gateway: N): Promise<Settings<N>> {
  const known = kept.get(gateway);
  if (known !== undefined && known.until > Date.now()) return known.settings;
  const settings = fetchSettings(gateway);
  kept.set(gateway, { settings, until: Date.now() + KEPT });
  settings.catch(() => kept.delete(gateway));
  return settings;
}

/** Undefined of a gateway that this stage does not know. */
export const settingsIfAny = <N extends Known>(gateway: N): Promise<Settings<N> | undefined> =>
  settingsOf(gateway).catch((error: unknown) => {
    if ((error as Error).name !== 'ParameterNotFound') throw error; // its class is left out of bundles (bin/bundle.ts)
    return undefined;
  });

/** Whether anybody can pay by it on this stage. */
export const isKnownHere = async (gateway: GatewayName): Promise<boolean> =>
  gateway === 'cash' || (await settingsIfAny(gateway)) !== undefined;

async function fetchSettings<N extends Known>(gateway: N): Promise<Settings<N>> {
  const Name = `${setting('GATEWAYS')}/${gateway}`;
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  return SETTINGS[gateway].parse(JSON.parse(Parameter?.Value ?? 'null')) as Settings<N>;
}
