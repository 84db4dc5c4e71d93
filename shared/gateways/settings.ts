import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { setting } from '#shared/env';
import { minutes } from '#shared/time';
import type { GatewayName } from './words.ts';

/** What we know a gateway by. The stage keeps it as one secret parameter a gateway, whose name each Lambda is given that
 *  needs it; on one machine `host` says where the fake listens. */
const Settings = z.object({
  key: z.string().min(1),
  /** With which it signs what it tells: two while one is replaced by another, and one more for connected accounts. */
  secrets: z.array(z.string().min(1)).min(1),
  host: z.url().optional(),
});
export type Settings = z.infer<typeof Settings>;

const KEPT = minutes(5);

const ssm = new SSMClient();
const kept = new Map<GatewayName, { settings: Promise<Settings>; until: number }>();
export const forgetSettings = () => kept.clear();

/** A secret that was replaced is known within KEPT. */
export function settingsOf(gateway: GatewayName): Promise<Settings> {
  const known = kept.get(gateway);
  if (known !== undefined && known.until > Date.now()) return known.settings;
  const settings = fetchSettings(`${setting('GATEWAYS')}/${gateway}`);
  kept.set(gateway, { settings, until: Date.now() + KEPT });
  settings.catch(() => kept.delete(gateway));
  return settings;
}

async function fetchSettings(Name: string): Promise<Settings> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  return Settings.parse(JSON.parse(Parameter?.Value ?? 'null'));
}
