import { setting } from '#shared/env';
import { consumer } from '#shared/events/consumer';
import { post } from '#shared/mail';
import { isTokenLeft } from '#shared/table/bucket';
import { temporaryPassword } from '#shared/users/password';
import { letterIn } from './domain/letters.ts';
import { onLetterDue } from './listeners.ts';
import { accounts } from './records.ts';

/** A stranger can make us write to somebody: not more often than somebody would themselves. */
const LETTERS = { burst: 5, everySeconds: 600 };

export const handler = consumer(onLetterDue, async ({ event: { personId, letter, passwordId } }) => {
  const account = await accounts.get({ personId });
  if (!account || !(await isTokenLeft('identity.letters', personId, LETTERS))) return [];
  const { address, language } = account;
  const words = { web: new URL(setting('WEB')).origin, password: await temporaryPassword(passwordId) };
  await post({ to: address, language, ...letterIn(language, letter, words) });
  return [];
});
