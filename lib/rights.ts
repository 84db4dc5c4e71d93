import type { Contract, Need } from '#shared/contract';
import type { Listener } from '#shared/events/listener';
import { alwaysAsks, type Route } from '#shared/http/route';
import type { Queue } from '#shared/queues/queue';
import type { Schedule } from '#shared/schedules/schedule';
import type { Socket } from '#shared/sockets/socket';
import type { Trigger } from '#shared/users/trigger';

export type Entry =
  | { readonly kind: 'route'; readonly contract: Route }
  | { readonly kind: 'listener'; readonly contract: Listener<any> }
  | { readonly kind: 'schedule'; readonly contract: Schedule }
  | { readonly kind: 'queue'; readonly contract: Queue<any> }
  | { readonly kind: 'socket'; readonly contract: Socket }
  | { readonly kind: 'trigger'; readonly contract: Trigger };

/** All that an entry may do: what it says it needs, and what the kernel does around it. Policies are made of it, and the
 *  tests compare with it what was really asked of AWS. */
export function rightsOf(entry: Entry): readonly Need[] {
  const all = new Set<Need>([...entry.contract.needs, ...byKind(entry), ...raising(entry.contract)]);
  if (all.has('seal')) all.delete('unseal'); // who seals may open
  return [...all].sort();
}

function byKind(entry: Entry): readonly Need[] {
  switch (entry.kind) {
    case 'route':
      return byRoute(entry.contract);
    case 'listener':
    case 'schedule':
    case 'queue':
      return ['get:HEARD', 'put:HEARD'];
    default:
      return [];
  }
}

function byRoute(route: Route): readonly Need[] {
  const { method, audience, limit, pages, fresh } = route;
  const mutates = method !== 'GET';
  const signedIn = takesTokens({ audience });
  const open = audience.includes('anyone');
  const rights: readonly (readonly [boolean, ...Need[]])[] = [
    [signedIn && (alwaysAsks(route) || !audience.includes('person')), 'query:GRANT'], // a token is older than the table
    [mutates && (signedIn || open), 'get:ONCE', 'put:ONCE', 'seal'],
    [mutates && signedIn, 'put:ACTIVE'],
    [limit !== undefined, 'update:LIMIT'],
    [limit !== undefined && open, 'seal'], // keys the hash of the address
    [pages === true, 'seal'], // cursors
    [audience.includes('gateway'), 'put:HEARD'],
    [fresh === true && audience.includes('admin'), 'pool:AdminGetUser'], // is there a second factor?
  ];
  return rights.flatMap(([applies, ...given]) => (applies ? given : []));
}

const raising = ({ raises = [] }: Contract & { readonly raises?: readonly unknown[] }): readonly Need[] =>
  raises.length > 0 ? ['put:OUTBOX'] : [];

/** Whether somebody signed in may call: then the gateway asks for a token. */
export const takesTokens = ({ audience }: Pick<Route, 'audience'>) =>
  audience.some((one) => one !== 'anyone' && one !== 'gateway');

/** What the kernel's own senders may do with the outbox. */
export const SENDERS = {
  relay: ['delete:OUTBOX'],
  sweep: ['delete:OUTBOX', 'put:OUTBOX', 'query:OUTBOX', 'update:OUTBOX'],
} as const satisfies Readonly<Record<string, readonly Need[]>>;

/** How an entry is called where it is looked for: by its route, or its own name. */
export const nameOf = ({ kind, contract }: Entry): string => {
  if (kind === 'route') return `${contract.method} ${contract.path}`;
  if (kind === 'socket') return contract.routeKey;
  return kind === 'trigger' ? contract.on : contract.name;
};
