import type { Effect } from '#shared/outcome';
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
