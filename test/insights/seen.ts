import { expect } from 'vitest';
import { handler } from '#lambdas/insights/get-overview';
import { runningTotals } from '#lambdas/insights/records';
import type { Tally } from '#lambdas/insights/schemas';
import { admin, call, given } from '../kit/index.ts';
import { adminOf } from '../membership/admins.ts';

/** The last day that is counted. */
export const DAY = '2026-03-02';

/** The overview, as an admin sees it. */
export async function look() {
  await adminOf('adm_1');
  const { status, body } = await call(handler, { as: admin('adm_1') });
  expect(status).toBe(200);
  return body;
}

/** The totals as they stood when a day was over. */
export const kept = (day: string, counts: Tally, cohorts: { day: string; counts: Tally }[] = []) =>
  given(runningTotals.add({ figure: 'running-totals', day, counts, cohorts, countedAt: `${day}T00:10:00.000Z` }));
