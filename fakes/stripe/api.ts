import { expanded } from './expand.ts';
import { type Form, parseForm } from './form.ts';
import { type Answer, idempotency } from './once.ts';
import { invalid, Refusal, unauthorised, unknownRoute } from './refusal.ts';
import { routeOf } from './routes.ts';
import { VERSION, type World } from './world.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** One exchange, for whoever checks them against the published description. */
export interface Exchange {
  readonly route: string;
  readonly form: Form;
  readonly status: number;
  readonly body: unknown;
}

/** Answers as Stripe's API does. What lies in the answer is a copy: nobody holds what the fake holds. */
export function api(world: World, watch: (exchange: Exchange) => void) {
  const once = idempotency(world);
  let requests = 0;
  return ({ method, path, query, body, headers }: Request) => {
    const header = (name: string) => headers[name] as string | undefined;
    const form = parseForm(method === 'POST' ? body : query);
    const found = routeOf(method, path);
    const act = (): Answer => {
      try {
        if (!/^(Bearer|Basic) sk_test_/.test(header('authorization') ?? '')) throw unauthorised();
        if (!found) throw unknownRoute(method, path);
        if (header('stripe-version') !== VERSION) throw invalid(`This fake speaks ${VERSION} and no other version.`);
        const paths = Array.isArray(form['expand']) ? (form['expand'] as string[]) : [];
        const answer = found.act({ world, form, id: found.id, account: header('stripe-account') });
        return { status: 200, body: expanded(world, answer, paths) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.status, body: { error: { ...error.error, request_log_url: `${world.base}/` } } };
      }
    };
    const key = method === 'GET' ? undefined : header('idempotency-key');
    if (method !== 'GET') requests += 1;
    world.request = { id: `req_fake${requests}`, idempotency_key: key ?? null };
    const answer = replayed(() => once(key, `${method} ${path}\n${body}`, act));
    if (found) watch({ route: found.route, form, status: answer.status, body: answer.body });
    return { ...answer, requestId: world.request.id };
  };
}

function replayed(act: () => Answer & { isReplayed: boolean }) {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: { error: error.error }, isReplayed: false };
  }
}
