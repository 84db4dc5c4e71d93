import type { Deployed } from '../../../bin/machine/deployed.ts';
import type { Cast } from '../journey.ts';
import { type Step, step } from '../step.ts';
import type { Deal } from './money/deal.ts';
import { dunning, upgrade } from './money/membership.ts';
import { month } from './money/month.ts';
import { otherWays } from './money/other-ways.ts';
import { pack } from './money/pack.ts';

/** Somebody becomes a member and buys coaches' packs, in every way; a month later the books are read. */
export function money(deployed: Deployed, cast: Cast): readonly Step[] {
  const fake = deployed.fakes?.stripe;
  if (fake === undefined) return [step('money', async () => 'is left out: nobody moves the time of Stripe itself')];
  const deal: Deal = { fake };
  return [upgrade, pack, otherWays, month, dunning].flatMap((steps) => steps(deployed, cast, deal));
}
