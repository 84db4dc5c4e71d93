import { hash } from '#shared/table/commit';
import { findMark, leaveMark } from '#shared/table/mark';
import { seal, unseal, veiled } from '#shared/table/seal';
import { days } from '#shared/time';
import type { HttpEvent } from './actor.ts';
import type { Final } from './answer.ts';
import { otherRequest } from './problem.ts';
import type { Request } from './request.ts';

export const REMEMBERED = days(1);

interface Known extends Final {
  readonly asked: string;
}

/** What was answered to this request, if it came before under the same key. */
export async function onceOf(event: HttpEvent, callerId: string | undefined, { key, body }: Request) {
  if (key === undefined) return undefined;
  const { rawPath, rawQueryString = '', requestContext } = event;
  const request = [requestContext.http.method, rawPath, rawQueryString, body];
  return callerId ? ofPerson(callerId, key, hash(...request)) : ofAnyone(await veiled('once', key, ...request));
}

/** The answer, and what was asked, are sealed under the actor's own key: a hash of so few possible bodies would give
 *  the body away. */
function ofPerson(actorId: string, key: string, asked: string) {
  const pk = `ONCE#${hash(actorId, key)}`;
  return {
    pk,
    mark: ({ answer, version }: Final) =>
      leaveMark(pk, REMEMBERED, {
        content: async () => ({ sealed: await seal(actorId, [pk], { asked, answer, version } satisfies Known) }),
      }),
    async before(): Promise<Final | undefined> {
      const mark = await findMark(pk);
      const known = mark && ((await unseal(actorId, [pk], mark['sealed'] as Uint8Array)) as Known | undefined);
      if (known && known.asked !== asked) throw otherRequest();
      return known;
    },
  };
}

/** Nobody's key to seal under: the mark stands without an answer, and what anyone may do answers nothing. */
function ofAnyone(name: string) {
  const pk = `ONCE#${name}`;
  return {
    pk,
    mark: (_: Final) => leaveMark(pk, REMEMBERED),
    before: async (): Promise<Final | undefined> => (await findMark(pk)) && { answer: undefined },
  };
}
