import * as achievementListeners from '#lambdas/achievements/listeners';
import * as achievementRoutes from '#lambdas/achievements/routes';
import * as cessationQueues from '#lambdas/cessation/queues';
import * as cessationRoutes from '#lambdas/cessation/routes';
import * as cessationSchedules from '#lambdas/cessation/schedules';
import * as clockRoutes from '#lambdas/clock/routes';
import * as identityListeners from '#lambdas/identity/listeners';
import * as identityRoutes from '#lambdas/identity/routes';
import * as identityTriggers from '#lambdas/identity/triggers';
import * as insightListeners from '#lambdas/insights/listeners';
import * as insightRoutes from '#lambdas/insights/routes';
import * as insightSchedules from '#lambdas/insights/schedules';
import * as membershipListeners from '#lambdas/membership/listeners';
import * as membershipRoutes from '#lambdas/membership/routes';
import * as membershipSchedules from '#lambdas/membership/schedules';
import * as notificationListeners from '#lambdas/notifications/listeners';
import * as notificationRoutes from '#lambdas/notifications/routes';
import * as notificationSockets from '#lambdas/notifications/sockets';
import * as paymentListeners from '#lambdas/payments/listeners';
import * as paymentRoutes from '#lambdas/payments/routes';
import * as paymentSchedules from '#lambdas/payments/schedules';
import * as referenceRoutes from '#lambdas/reference/routes';
import type { Listener } from '#shared/events/listener';
import type { Route } from '#shared/http/route';
import type { Queue } from '#shared/queues/queue';
import type { Schedule } from '#shared/schedules/schedule';
import type { Socket } from '#shared/sockets/socket';
import type { Trigger } from '#shared/users/trigger';
import type { Entry } from './rights.ts';
import type { Stage } from './stages.ts';

export interface Module {
  readonly name: string;
  /** The one stage that has it. No document tells of it. */
  readonly only?: Stage['name'];
  readonly routes?: Readonly<Record<string, Route>>;
  readonly listeners?: Readonly<Record<string, Listener<any>>>;
  readonly schedules?: Readonly<Record<string, Schedule>>;
  readonly queues?: Readonly<Record<string, Queue<any>>>;
  readonly sockets?: Readonly<Record<string, Socket>>;
  readonly triggers?: Readonly<Record<string, Trigger>>;
}

export const modules: readonly Module[] = [
  { name: 'identity', routes: identityRoutes, listeners: identityListeners, triggers: identityTriggers },
  { name: 'cessation', routes: cessationRoutes, schedules: cessationSchedules, queues: cessationQueues },
  { name: 'achievements', routes: achievementRoutes, listeners: achievementListeners },
  { name: 'membership', routes: membershipRoutes, listeners: membershipListeners, schedules: membershipSchedules },
  { name: 'payments', routes: paymentRoutes, listeners: paymentListeners, schedules: paymentSchedules },
  { name: 'insights', routes: insightRoutes, listeners: insightListeners, schedules: insightSchedules },
  { name: 'notifications', routes: notificationRoutes, listeners: notificationListeners, sockets: notificationSockets },
  { name: 'reference', routes: referenceRoutes },
  { name: 'clock', only: 'local', routes: clockRoutes },
];

export const isEverywhere = ({ only }: Module) => only === undefined;

export const kebab = (name: string) => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

/** An entry by its name, and where its bundle lies. */
export type Named = Entry & { readonly name: string; readonly bundle: string };

export const entriesOf = ({
  name: module,
  routes,
  listeners,
  schedules,
  queues,
  sockets,
  triggers,
}: Module): Named[] => {
  const of = (kind: Entry['kind'], contracts: object = {}) =>
    Object.entries(contracts).map(
      ([name, contract]) => ({ kind, name, contract, bundle: `${module}/${kebab(name)}` }) as Named,
    );
  return [
    ...of('route', routes),
    ...of('listener', listeners),
    ...of('schedule', schedules),
    ...of('queue', queues),
    ...of('socket', sockets),
    ...of('trigger', triggers),
  ];
};

/** Every Lambda's file by the name of its bundle: the modules' by their contracts, and the kernel's own. */
export const entries: Readonly<Record<string, string>> = {
  ...Object.fromEntries(modules.flatMap(entriesOf).map(({ bundle }) => [bundle, `lambdas/${bundle}.ts`])),
  'kernel/relay': 'shared/events/relay.ts',
  'kernel/sweep': 'shared/events/sweep.ts',
  'kernel/authorise': 'shared/sockets/authorise.ts',
  'kernel/not-found': 'shared/http/not-found.ts',
};
