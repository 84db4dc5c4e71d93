import { unlocked } from '#lambdas/achievements/events';
import { followUpDue, lapsed, quitAchieved, relapsed } from '#lambdas/cessation/events';
import { membershipChanged, membershipEnding, paymentFailing } from '#lambdas/membership/events';
import { debtDue, documentIssued, membershipRefunded, paidOut, refunded } from '#lambdas/payments/events';
import { listener } from '#shared/events/listener';
import { noticed } from './events.ts';

export const onLapsed = listener('notifications.on-lapsed', {
  hears: lapsed,
  summary: 'Answer a lapse with a way back',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'a client who slipped hears nothing from us',
});

export const onRelapsed = listener('notifications.on-relapsed', {
  hears: relapsed,
  summary: 'Say that another attempt can begin, and that what was achieved stays',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'a client who smokes again hears nothing from us',
});

export const onFollowUpDue = listener('notifications.on-follow-up-due', {
  hears: followUpDue,
  summary: 'Ask how an attempt stands',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'clients are not asked how they stand, and count as smoking',
});

export const onQuitAchieved = listener('notifications.on-quit-achieved', {
  hears: quitAchieved,
  summary: 'Congratulate whoever has done it',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'whoever has stopped for good hears nothing of it',
});

export const onNoticed = listener('notifications.on-noticed', {
  hears: noticed,
  summary: 'Tell whoever is signed in at once',
  needs: ['query:SOCKET', 'delete:SOCKET', 'socket:post'],
  impact: 'notices show only when the inbox is opened',
});

export const onMembershipChanged = listener('notifications.on-membership-changed', {
  hears: membershipChanged,
  summary: 'Tell whoever was given Premium',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'new Premium members hear nothing of it',
});

export const onUnlocked = listener('notifications.on-unlocked', {
  hears: unlocked,
  summary: 'Tell of an achievement',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'whoever has achieved something hears nothing of it',
});

export const onDocumentIssued = listener('notifications.on-document-issued', {
  hears: documentIssued,
  summary: 'Tell of an invoice or credit note',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'a receipt shows only to who looks for it',
});

export const onRefunded = listener('notifications.on-refunded', {
  hears: refunded,
  summary: 'Tell a payer that their money is on its way back',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'whoever has money back hears nothing of it',
});

export const onMembershipRefunded = listener('notifications.on-membership-refunded', {
  hears: membershipRefunded,
  summary: 'Tell a member that their money is on its way back',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'members who have money back hear nothing of it',
});

export const onPaidOut = listener('notifications.on-paid-out', {
  hears: paidOut,
  summary: 'Tell a provider of a payout',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'providers hear nothing of a payout',
});

export const onDebtDue = listener('notifications.on-debt-due', {
  hears: debtDue,
  summary: 'Tell a provider what they owe',
  raises: [noticed],
  needs: ['put:INBOX'],
  impact: 'providers do not know what they owe',
});

export const onMembershipEnding = listener('notifications.on-membership-ending', {
  hears: membershipEnding,
  summary: 'Write to somebody whose Premium was paid ahead and ends, in their language',
  needs: ['get:USER', 'unseal', 'mail:send'],
  impact: 'members whose Premium was paid ahead get no letter before it ends',
});

export const onPaymentFailing = listener('notifications.on-payment-failing', {
  hears: paymentFailing,
  summary: 'Write to a member whose renewal was not paid, in their language',
  raises: [noticed],
  needs: ['put:INBOX', 'get:USER', 'unseal', 'mail:send'],
  impact: 'members whose renewal was not paid lose Premium without a word',
});
