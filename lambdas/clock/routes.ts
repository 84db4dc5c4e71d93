import { route } from '#shared/http/route';
import { clockBackwards, clockTooFar, scheduleFailed } from './domain/move.ts';
import { Clock, Moved } from './schemas.ts';

export const getClock = route({
  method: 'GET',
  path: '/v1/clock',
  audience: ['admin'],
  fresh: true,
  summary: 'What the platform takes the time to be',
  returns: [200, Clock],
  fails: [],
  needs: [],
  impact: 'nobody sees whether the clock was moved',
});

export const moveClock = route({
  method: 'PUT',
  path: '/v1/clock',
  audience: ['admin'],
  fresh: true,
  summary: 'Move the clock forward, and have everything done that comes due on the way',
  body: Clock.pick({ now: true }),
  returns: [200, Moved],
  fails: [clockBackwards, clockTooFar, scheduleFailed],
  needs: [
    'get:CLOCK',
    'put:CLOCK',
    'scheduler:ListSchedules',
    'scheduler:GetSchedule',
    'scheduler:DeleteSchedule',
    'lambda:InvokeFunction',
    'gateway:stripe',
    'gateway:paypal',
    'gateway:kaspi',
  ],
  seconds: 280, // client programs wait for five minutes
  impact: 'time passes only by itself',
});
