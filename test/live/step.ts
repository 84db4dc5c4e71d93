import { setTimeout } from 'node:timers/promises';

/** One step of a journey: what it answers is printed. It throws when it is not what the client program worked out. */
export interface Step {
  readonly name: string;
  readonly act: () => Promise<unknown>;
}
export const step = (name: string, act: () => Promise<unknown>): Step => ({ name, act });

/** Tries until it holds: what a listener does, it does when it comes to it. */
export async function eventually<T>(act: () => Promise<T>, patience = 15_000): Promise<T> {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await setTimeout(100);
  }
}
