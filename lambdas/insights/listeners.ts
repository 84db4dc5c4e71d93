import { outcomeSettled, profileCompleted, quitPlanned, standingChanged } from '#lambdas/cessation/events';
import { signedUp } from '#lambdas/identity/events';
import { paymentBegun, paymentEnded } from '#lambdas/payments/events';
import { listener } from '#shared/events/listener';

export const onSignedUp = listener('insights.on-signed-up', {
  hears: signedUp,
  summary: 'Count who came, and when the first did',
  needs: ['query:GRANT', 'get:FIGURES', 'put:FIGURES', 'put:ADDED'],
  impact: 'activation and first plans are shown over too few newcomers',
});

export const onProfileCompleted = listener('insights.on-profile-completed', {
  hears: profileCompleted,
  summary: 'Count a newcomer who completed their smoking profile',
  needs: ['query:GRANT', 'get:NEWCOMER', 'put:NEWCOMER', 'put:ADDED'],
  impact: 'activation is shown too low',
});

export const onQuitPlanned = listener('insights.on-quit-planned', {
  hears: quitPlanned,
  summary: 'Count a newcomer who made a first quit plan soon',
  needs: ['query:GRANT', 'get:NEWCOMER', 'put:NEWCOMER', 'put:ADDED'],
  impact: 'first quit plans are shown too few',
});

export const onOutcomeSettled = listener('insights.on-outcome-settled', {
  hears: outcomeSettled,
  summary: 'Count what became of an attempt',
  needs: ['put:ADDED'],
  impact: 'success rates lack an outcome',
});

export const onStandingChanged = listener('insights.on-standing-changed', {
  hears: standingChanged,
  summary: 'Count how far somebody has come',
  needs: ['put:ADDED'],
  impact: 'reduction, money saved and data accuracy lag behind',
});

export const onPaymentBegun = listener('insights.on-payment-begun', {
  hears: paymentBegun,
  summary: 'Count a payment that was begun',
  needs: ['put:ADDED'],
  impact: 'payments that are still open are shown too few',
});

export const onPaymentEnded = listener('insights.on-payment-ended', {
  hears: paymentEnded,
  summary: 'Count what came of a payment',
  needs: ['put:ADDED'],
  impact: 'the payment success rate lacks a payment',
});
