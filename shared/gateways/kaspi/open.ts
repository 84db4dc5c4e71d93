import { settingsOf } from '../settings.ts';
import { certified } from './certified.ts';
import { kaspiGateway } from './gateway.ts';

/** At a provider's own till, on whose account the money lies. Without one, Kaspi says that it knows no such till. */
export async function openKaspi(deviceToken: string | undefined) {
  const { host, mode, certificate } = await settingsOf('kaspi');
  return kaspiGateway({ host, mode, deviceToken: deviceToken ?? '', send: certificate && certified(certificate) });
}
