import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { asked, tell } from './parent.ts';
import { personOf } from './people.ts';
import { type Asking, context, request } from './requests.ts';

/* Calls handlers in turn, and tells how long each call took, in milliseconds. */

export interface Task {
  readonly handlers: Readonly<Record<string, string>>;
  readonly asking: Asking;
  readonly status: number;
  /** Of each handler, who calls it. */
  readonly people: number;
  readonly rounds: number;
  /** Of one handler, before it is the next one's turn. */
  readonly calls: number;
  readonly unmeasured: number;
}

type Handler = (
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

const { handlers, asking, status, people, rounds, calls, unmeasured } = asked<Task>();
const loaded = await Promise.all(
  Object.entries(handlers).map(async ([name, path]) => {
    const { handler } = (await import(path)) as { handler: Handler };
    return { name, handler, times: [] as number[] };
  }),
);
for (let round = -unmeasured; round < rounds; round += 1) {
  for (const { name, handler, times } of round % 2 === 0 ? loaded : loaded.toReversed()) {
    for (let call = 0; call < calls; call += 1) {
      const event = request(personOf(name, (Math.abs(round) * calls + call) % people), asking);
      const began = performance.now();
      const { statusCode, body } = await handler(event, context());
      const took = performance.now() - began;
      if (statusCode !== status) throw new Error(`Answered ${statusCode} ${body}`);
      if (round >= 0) times.push(took);
    }
  }
}
tell(Object.fromEntries(loaded.map(({ name, times }) => [name, times])));
