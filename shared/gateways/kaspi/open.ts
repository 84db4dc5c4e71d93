import { settingsOf } from '../settings.ts';

/** At a provider's own till, on whose account the money lies. Without one, Kaspi says that it knows no such till. Loaded by
 *  whoever comes to ask, as every gateway. */
export async function openKaspi(deviceToken: string | undefined) {
  const [settings, { kaspiGateway }, { certified }] = await Promise.all([
    settingsOf('kaspi'),
    import('./gateway.ts'),
    import('./certified.ts'),
  ]);
  const { host, mode, certificate } = settings;
  return kaspiGateway({ host, mode, deviceToken: deviceToken ?? '', send: certificate && certified(certificate) });
}
