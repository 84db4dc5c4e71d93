import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { shownTill } from './domain/view.ts';
import { tills } from './records.ts';
import { setKaspiTill } from './routes.ts';

/** The printed QR is the fallback: with a till, Kaspi is asked. With neither, nobody can pay them by Kaspi any more. */
export const handler = endpoint(setKaspiTill, async ({ body: { deviceToken, printedQr }, actor }) => {
  const till = { providerId: actor.id, deviceToken, printedQr };
  const before = await tills.get(till);
  return outcome(shownTill(till), before ? tills.change(before, till) : tills.add(till));
});
