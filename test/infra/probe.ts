import * as z from 'zod';
import type { Module } from '#lib/modules';
import { event } from '#shared/events/event';
import { listener } from '#shared/events/listener';
import { route } from '#shared/http/route';
import { queue } from '#shared/queues/queue';
import { schedule } from '#shared/schedules/schedule';
import { socket } from '#shared/sockets/socket';
import { trigger } from '#shared/users/trigger';

const told = event('probe.told.v1', z.object({ id: z.string() }));
const impact = 'nothing: nobody but a test knows of it';
const answers = { returns: [200, z.object({})], fails: [], impact } as const;

/** A module that nobody deploys, with an entry of every kind and every right: whatever the real ones use today, the way
 *  from contract to policy is walked. */
export const probe: Module = {
  name: 'probe',
  routes: {
    readOpen: route({
      ...answers,
      method: 'GET',
      path: '/v1/probe/open',
      audience: ['anyone'],
      summary: 'Read openly',
      needs: [],
    }),
    readSealed: route({
      ...answers,
      method: 'GET',
      path: '/v1/probe/sealed',
      audience: ['staff'],
      summary: 'Read what is sealed',
      needs: ['get:PROBE', 'unseal'],
    }),
    knock: route({
      ...answers,
      method: 'POST',
      path: '/v1/probe/knocks',
      audience: ['anyone'],
      summary: 'Knock',
      needs: ['put:PROBE'],
      limit: { burst: 1, everySeconds: 9 },
      raises: [told],
    }),
    hook: route({
      ...answers,
      method: 'POST',
      path: '/v1/probe/hooks',
      audience: ['gateway'],
      summary: 'Hear of a payment',
      needs: [],
    }),
    promote: route({
      ...answers,
      method: 'PATCH',
      path: '/v1/probe/roles',
      audience: ['admin'],
      fresh: true,
      summary: 'Change a role',
      needs: ['pool:AdminAddUserToGroup', 'update:PROBE', 'delete:PROBE'],
    }),
  },
  listeners: {
    onTold: listener('probe.on-told', {
      hears: told,
      summary: 'Write to somebody',
      needs: ['mail:send', 'seal', 'socket:post'],
      impact,
    }),
  },
  schedules: {
    everyNightCount: schedule('probe.every-night', {
      at: 'cron(0 2 * * ? *)',
      missed: 'each',
      summary: 'Count',
      needs: ['query:PROBE', 'queue:probe.lift-it'],
      impact,
    }),
    everyHourLook: schedule('probe.every-hour', {
      at: 'rate(1 hour)',
      missed: 'once',
      summary: 'Look',
      needs: [],
      raises: [told],
      impact,
    }),
  },
  queues: {
    liftIt: queue('probe.lift-it', {
      takes: z.strictObject({ id: z.string() }),
      summary: 'Lift one',
      needs: ['get:PROBE'],
      raises: [told],
      impact,
    }),
    putAside: queue('probe.put-aside', {
      takes: z.strictObject({ id: z.string() }),
      summary: 'Put one aside, and hand on the rest',
      needs: ['queue:probe.lift-it', 'queue:probe.put-aside'],
      impact,
    }),
  },
  sockets: { say: socket({ routeKey: 'probe', summary: 'Say something', needs: ['query:PROBE'], impact }) },
  triggers: {
    beforeMessage: trigger({
      on: 'customMessage', // the one that no module takes: a pool asks one function each
      summary: 'Note who is written to',
      needs: ['put:PROBE', 'pool:AdminListGroupsForUser'],
      raises: [told],
      impact,
    }),
  },
};
