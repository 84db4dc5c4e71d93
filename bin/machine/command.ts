import { forgetAws } from './environment.ts';

/** What somebody at the machine can put right: said in one line, with what to do. */
export class CannotGoOn extends Error {
  override readonly name = 'CannotGoOn';
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type End = (code: number) => unknown;
const ends: End[] = [];
let leaving: Promise<never> | undefined;
let wake: (() => void) | undefined;

/** What a command starts, it ends: the last first, however it is left. */
export const atEnd = (end: End) => {
  ends.push(end);
};

/** Resolves when somebody ends the command: from then on that is no failure. */
export const untilStopped = () =>
  new Promise<void>((done) => {
    wake = done;
  });

/** Runs a whole command: what it answers is its exit code. */
export async function command(act: () => Promise<number | undefined>): Promise<never> {
  forgetAws();
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => (wake ? wake() : leave(code)));
  leaveWithNpm();
  try {
    return await leave((await act()) ?? 0);
  } catch (error) {
    if (!leaving) console.error(error instanceof CannotGoOn ? error.message : error);
    return leave(1);
  }
}

/** A signal that ends npm does not reach what its shell runs: that npm is gone is seen by our parent being another. */
function leaveWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(SIGNALS.SIGHUP), 500).unref();
}

function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    for (const end of ends.reverse()) {
      try {
        await end(code);
      } catch (error) {
        console.error(error);
      }
    }
    process.exit(code);
  })();
  return leaving;
}
