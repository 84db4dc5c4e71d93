import { notices } from '#lambdas/notifications/records';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';

const notice = { id: 'ntc_1', kind: 'lapse-recovery', at: '2026-01-01T00:00:00.000Z', read: false } as const;

export const listNotices: Example = {
  given: (personId) => given(notices.add({ ...notice, personId })),
  owned: 'key',
};
