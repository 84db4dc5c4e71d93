import { settingsOf } from './settings.ts';

const PATIENCE = 20_000;
/** The fake's clock goes ahead only, and is there already. */
const THERE_ALREADY = 400;

/** Where a fake stands in for a gateway, its clock goes with the platform's, and what falls due there is done by when this
 *  returns. Nobody moves the time of a gateway itself, and
 *  the fakes of the others have none that moves. */
export async function moveFake(gateway: 'stripe', to: Date): Promise<void> {
  const { host } = await settingsOf(gateway);
  if (host === undefined) return;
  const { ok, status } = await fetch(`${host}/fake/clock`, {
    method: 'POST',
    body: JSON.stringify({ to: to.toISOString() }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!ok && status !== THERE_ALREADY) throw new Error(`the fake of ${gateway} answered ${status}`);
}
