import { fakeIn, type Known, settingsIfAny } from './settings.ts';

const PATIENCE = 20_000;
/** A fake's clock goes ahead only, and is there already. */
const THERE_ALREADY = 400;

/** Where a fake stands in for a gateway, its clock goes with the platform's, and what falls due there is done by when this
 *  returns. Nobody moves the time of a gateway itself, nor of one that the stage does not know. */
export async function moveFake(gateway: Known, to: Date): Promise<void> {
  const settings = await settingsIfAny(gateway);
  const fake = settings && fakeIn(gateway, settings);
  if (fake === undefined) return;
  const { ok, status } = await fetch(`${fake}/fake/clock`, {
    method: 'POST',
    body: JSON.stringify({ to: to.toISOString() }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!ok && status !== THERE_ALREADY) throw new Error(`the fake of ${gateway} answered ${status}`);
}
