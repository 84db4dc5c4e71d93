import * as cessationRoutes from '#lambdas/cessation/routes';
import * as insightRoutes from '#lambdas/insights/routes';
import * as insightSchedules from '#lambdas/insights/schedules';
import * as membershipListeners from '#lambdas/membership/listeners';
import * as membershipRoutes from '#lambdas/membership/routes';
import * as notificationListeners from '#lambdas/notifications/listeners';
import * as notificationRoutes from '#lambdas/notifications/routes';
import * as notificationSockets from '#lambdas/notifications/sockets';
import type { Listener } from '#shared/events/listener';
import type { Route } from '#shared/http/route';
import type { Schedule } from '#shared/schedules/schedule';
import type { Socket } from '#shared/sockets/socket';
import type { Trigger } from '#shared/users/trigger';

export interface Module {
  readonly name: string;
  readonly routes?: Readonly<Record<string, Route>>;
  readonly listeners?: Readonly<Record<string, Listener<any>>>;
  readonly schedules?: Readonly<Record<string, Schedule>>;
  readonly sockets?: Readonly<Record<string, Socket>>;
  readonly triggers?: Readonly<Record<string, Trigger>>;
}

export const modules: readonly Module[] = [
  { name: 'cessation', routes: cessationRoutes },
  { name: 'membership', routes: membershipRoutes, listeners: membershipListeners },
  { name: 'insights', routes: insightRoutes, schedules: insightSchedules },
  { name: 'notifications', routes: notificationRoutes, listeners: notificationListeners, sockets: notificationSockets },
];

export const kebab = (name: string) => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

/** Every Lambda's file by the name of its bundle: the modules' by their contracts, and the kernel's own. */
export const entries: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    modules.flatMap(({ name, routes, listeners, schedules, sockets, triggers }) =>
      Object.keys({ ...routes, ...listeners, ...schedules, ...sockets, ...triggers }).map((entry) => [
        `${name}/${kebab(entry)}`,
        `lambdas/${name}/${kebab(entry)}.ts`,
      ]),
    ),
  ),
  'kernel/relay': 'shared/events/relay.ts',
  'kernel/sweep': 'shared/events/sweep.ts',
  'kernel/authorise': 'shared/sockets/authorise.ts',
};
