import { accountOf } from '#lambdas/identity/index';
import { post } from '#shared/mail';
import type { Effect } from '#shared/outcome';
import { letterOf } from './domain/letters.ts';
import { noticed } from './events.ts';
import { notices } from './records.ts';
import type { Notice } from './schemas.ts';

/* What several entries of this module do alike. Whoever calls commits. */

/** Tells one person something: in their inbox, and at once where they are. */
export function noticeOf(
  { personId, kind, at }: Pick<Notice, 'personId' | 'kind' | 'at'>,
  newId: (prefix: string) => string,
): Effect[] {
  const notice = { id: newId('ntc'), personId, kind, at, read: false };
  return [notices.add(notice), noticed.raise(notice)];
}

/** Writes to somebody of a day that comes, if they are still here. Needs `get:USER`, `unseal` and `mail:send`. */
export async function written(kind: Parameters<typeof letterOf>[0], personId: string, until: string): Promise<void> {
  const account = await accountOf(personId);
  if (account === undefined) return;
  const { address, language, zone } = account;
  await post({ to: address, language, ...letterOf(kind, language, zone, until) });
}
