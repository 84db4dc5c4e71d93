import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context as LambdaContext } from 'aws-lambda';
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

/** A gateway's call: verified on the raw body, kept once, answered at once. What it means is a listener's affair. */
export function webhook<R extends Route>(
  route: R,
  verified: (body: string, headers: APIGatewayProxyEventV2['headers'], now: Date) => Promise<Notification | undefined>,
) {
  const entry = `${route.method} ${route.path}`;
  const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      if (!(request.error instanceof Failure)) log.bug({ entry, impact: route.impact }, request.error);
      request.response = problem(request.error);
    })
    .handler(async (event) => {
      const notification = await verified(raw(event), event.headers, new Date());
      if (notification === undefined) throw notGenuine();
      const pk = `HEARD#${hash(entry, notification.id)}`;
      log.info('told', { entry, event: notification.id });
      try {
        await commit(idsFrom(pk), [leaveMark(pk, REMEMBERED), notification.raises]);
      } catch (error) {
        if (!(error instanceof Failure && error.code === repeated.code)) throw error;
      }
      return { statusCode: 200 };
    });
  return Object.assign((event: APIGatewayProxyEventV2, context: LambdaContext) => handler(event, context), { route });
}
