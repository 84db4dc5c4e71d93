import { setTimeout } from 'node:timers/promises';
import type { Deployed } from '../machine/deployed.ts';

const PATIENCE = 30_000;
export const PASSWORD = /\b[a-z]{4}-[A-Z]{4}-[2-9]{4}-[a-z]{4}\b/g;

/** All that was sent to an address, as it was sent. */
export async function lettersTo({ endpoint }: Deployed, address: string): Promise<string[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`);
  const { messages } = (await answer.json()) as { messages: Record<string, unknown[]> };
  return Object.values(messages)
    .flat()
    .map((message) => JSON.stringify(message))
    .filter((letter) => letter.includes(address));
}

/** The one in the last letter to this address, as soon as there is one. */
export async function temporaryPassword(deployed: Deployed, address: string): Promise<string> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await setTimeout(100)) {
    const found = (await lettersTo(deployed, address)).at(-1)?.match(PASSWORD)?.at(-1);
    if (found !== undefined) return found;
  }
  throw new Error(`no letter with a password came to ${address}`);
}
