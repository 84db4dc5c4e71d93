import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  EventBridgeEvent,
  Context as LambdaContext,
} from 'aws-lambda';
import type { Raised } from '#shared/events/event';
import { Failure, failure } from '#shared/failure';
import { log } from '#shared/log';
import { commit, hash, idsFrom } from '#shared/table/commit';
import { leaveMark, repeated } from '#shared/table/mark';
import { days } from '#shared/time';
import { problem } from './problem.ts';
import { raw } from './request.ts';
import type { Route } from './route.ts';

export const notGenuine = failure('not_genuine', 400, 'The signature does not fit');

/** What a gateway tells us, once it is known to be the gateway. */
export interface Notification {
  /** Under which the gateway sends it again. */
  readonly id: string;
  /** None for what we do not listen to: it is counted, and thanked for. */
  readonly raises?: Raised | undefined;
}

const REMEMBERED = days(30);

type FromBus = EventBridgeEvent<string, unknown>;
type Told = APIGatewayProxyEventV2 | FromBus;
/** The HTTP API names itself in all that it hands over: what comes from the world cannot pass for the bus. */
const isFromBus = (event: Told): event is FromBus => !('requestContext' in event) && 'detail-type' in event;

/** A gateway's call: verified on the raw body, kept once, answered at once. What it means is a listener's affair. `onBus`
 *  reads what came over the gateway's own bus, which nobody else can fill: the same thing under the same id. */
export function webhook<R extends Route>(
  route: R,
  verified: (body: string, headers: APIGatewayProxyEventV2['headers'], now: Date) => Promise<Notification | undefined>,
  onBus?: (detail: unknown) => Notification | undefined,
) {
  const entry = `${route.method} ${route.path}`;
  const handler = middy<Told, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      if (!(request.error instanceof Failure)) log.bug({ entry, impact: route.impact }, request.error);
      if (!isFromBus(request.event)) request.response = problem(request.error); // the bus tries again
    })
    .handler(async (event) => {
      const notification = isFromBus(event)
        ? onBus?.(event.detail)
        : await verified(raw(event), event.headers, new Date());
      if (notification === undefined) throw notGenuine();
      const pk = `HEARD#${hash(entry, notification.id)}`;
      log.info('told', { entry, event: notification.id });
      if (notification.raises === undefined) log.count('Unheard', 1, { entry, event: notification.id });
      try {
        await commit(idsFrom(pk), [leaveMark(pk, REMEMBERED), notification.raises]);
      } catch (error) {
        if (!(error instanceof Failure && error.code === repeated.code)) throw error;
      }
      return { statusCode: 200 };
    });
  return Object.assign((event: Told, context: LambdaContext) => handler(event, context), { route });
}
