import { trigger } from '#shared/users/trigger';

export const recordAttempt = trigger({
  on: 'preAuthentication',
  summary: 'Note that somebody tries to sign in',
  needs: ['put:USER'],
  impact: 'failed sign-ins are missing from the security events',
});

export const recordSignIn = trigger({
  on: 'preTokenGeneration',
  summary: 'Note that somebody signed in',
  needs: ['put:USER'],
  impact: 'sign-ins are missing from the security events',
});
