import { readFile } from 'node:fs/promises';
import type { Person } from '../../bin/client/person.ts';
import type { Deployed } from '../../bin/machine/deployed.ts';
import { logged } from './logs.ts';
import type { Step } from './step.ts';
import { type Admin, becomingAdmin } from './steps/admin.ts';
import { afterwards } from './steps/afterwards.ts';
import { doors } from './steps/doors.ts';
import { limits } from './steps/limits.ts';
import { money } from './steps/money.ts';
import { movedClock } from './steps/moved-clock.ts';
import { nightly } from './steps/nightly.ts';
import { premium } from './steps/premium.ts';
import { quitAttempt } from './steps/quit-attempt.ts';
import { roles } from './steps/roles.ts';
import { signingIn } from './steps/signing-in.ts';
import { signingOut } from './steps/signing-out.ts';
import { sixMonths } from './steps/six-months.ts';
import { unsaid } from './steps/unsaid.ts';

/** Who is met on the way: each is there from the step on that makes them. */
export interface Cast {
  client?: Person;
  admin?: Admin;
  /** How many people changed something today before the journey began; unknown where others were there before. */
  readonly active: number | undefined;
  /** What no log may hold: addresses, passwords. */
  readonly secrets: string[];
}

/** Quit attempts, as client programs go through them over HTTP and WebSocket. */
function steps(deployed: Deployed, cast: Cast): readonly Step[] {
  const half = sixMonths(deployed, cast);
  return [
    ...signingIn(deployed, cast),
    ...doors(deployed, cast),
    ...quitAttempt(deployed, cast),
    ...becomingAdmin(deployed, cast),
    ...premium(deployed, cast),
    ...nightly(deployed, cast),
    ...signingOut(deployed, cast),
    ...roles(deployed, cast),
    ...movedClock(cast),
    ...half.steps,
    ...money(deployed, cast),
    ...limits(cast),
    ...unsaid(deployed),
    ...afterwards(deployed, cast),
    ...half.outcomes,
  ];
}

/** Takes the steps one after the other, and says of each what it answered; false from the first that went wrong. */
export async function taken(all: readonly Step[]): Promise<boolean> {
  for (const { name, act } of all) {
    const since = performance.now();
    const line = (what: string) => `${(performance.now() - since).toFixed(0).padStart(6)} ms  ${name}: ${what}`;
    try {
      console.log(line(JSON.stringify(await act())));
    } catch (error) {
      console.error(line(`WRONG\n${error instanceof Error ? error.message : error}`));
      return false;
    }
  }
  console.log(`the journey's ${all.length} steps all answered as the client program had worked out`);
  return true;
}

/** A program of its own: it is told where the platform stands, and the rest it asks over the wire. */
if (import.meta.main) {
  const deployed: Deployed = JSON.parse(await readFile(process.argv[2]!, 'utf8'));
  const active = process.argv[3] === undefined ? undefined : Number(process.argv[3]);
  if (await taken(steps(deployed, { active, secrets: [] }))) process.exit(0);
  const { errors } = await logged(deployed.endpoint);
  console.error(['What the platform logged of it:', ...errors].join('\n'));
  process.exit(1);
}
