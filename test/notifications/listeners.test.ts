import { describe, expect, it } from 'vitest';
import { unlocked } from '#lambdas/achievements/events';
import { followUpDue, quitAchieved, relapsed } from '#lambdas/cessation/events';
import { noticed } from '#lambdas/notifications/events';
import { handler as onDebtDue } from '#lambdas/notifications/on-debt-due';
import { handler as onDocumentIssued } from '#lambdas/notifications/on-document-issued';
import { handler as onFollowUpDue } from '#lambdas/notifications/on-follow-up-due';
import { handler as onMembershipRefunded } from '#lambdas/notifications/on-membership-refunded';
import { handler as onPaidOut } from '#lambdas/notifications/on-paid-out';
import { handler as onQuitAchieved } from '#lambdas/notifications/on-quit-achieved';
import { handler as onRefunded } from '#lambdas/notifications/on-refunded';
import { handler as onRelapsed } from '#lambdas/notifications/on-relapsed';
import { handler as onUnlocked } from '#lambdas/notifications/on-unlocked';
import { notices } from '#lambdas/notifications/records';
import { debtDue, documentIssued, membershipRefunded, paidOut, refunded } from '#lambdas/payments/events';
import { deliver, raised, stoppedAnywhere } from '../kit/index.ts';

const at = '2026-01-02T09:00:00.000Z';
const amount = { amountMinor: 1_500, currency: 'USD' };
const document = { sellerId: 'coa_1', kind: 'invoice', number: 1, paymentId: 'pay_1' } as const;
const payment = { payerId: 'cli_1', providerId: 'coa_1', subject: { kind: 'pack', id: 'pck_1' } } as const;
const ofAttempt = { clientId: 'cli_1', attemptId: 'att_1', at };

describe.each([
  ['achievement', onUnlocked, () => unlocked.raise({ id: 'ach_1', personId: 'cli_1', achievement: 'first-log', at })],
  ['relapse', onRelapsed, () => relapsed.raise(ofAttempt)],
  ['follow-up-due', onFollowUpDue, () => followUpDue.raise({ ...ofAttempt, months: 6 })],
  ['quit-achieved', onQuitAchieved, () => quitAchieved.raise(ofAttempt)],
  [
    'document-issued',
    onDocumentIssued,
    () => documentIssued.raise({ ...document, recipientId: 'cli_1', issuedAt: at }),
  ],
  ['refunded', onRefunded, () => refunded.raise({ ...payment, id: 'rfd_1', paymentId: 'pay_1', amount, at })],
  [
    'refunded',
    onMembershipRefunded,
    () => membershipRefunded.raise({ id: 'rfd_1', personId: 'cli_1', ref: 'in_1', amount, isWhole: true, at }),
  ],
  ['paid-out', onPaidOut, () => paidOut.raise({ id: 'out_1', providerId: 'cli_1', month: '2026-01', amount, at })],
  ['debt-due', onDebtDue, () => debtDue.raise({ id: 'dbt_1', providerId: 'cli_1', month: '2026-01', amount, at })],
])('a notice of kind %s', (kind, handler, event) => {
  it('is one for each event, however often it comes', async () => {
    const [one, other] = [event(), event()];
    for (const each of [one, other, one]) await deliver(handler, each);
    const told = { kind, at, read: false };
    expect(await notices.list({ personId: 'cli_1' })).toMatchObject([told, told]);
    expect(await raised(noticed)).toHaveLength(2);
  });

  it('is all there or not at all, wherever it is stopped', async () => {
    await stoppedAnywhere(handler, event());
    expect(await notices.list({ personId: 'cli_1' })).toHaveLength(1);
  });
});
