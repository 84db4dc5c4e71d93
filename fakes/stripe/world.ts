import type { Form } from './form.ts';
import { missing } from './refusal.ts';

/** An object of Stripe's, as its API shows it. */
export interface Thing {
  id: string;
  object: string;
  created: number;
  [field: string]: any;
}

export interface Settings {
  /** Real time in milliseconds; a test's own stands still. */
  readonly real?: () => number;
  readonly seed?: number;
  /** How many seconds what is new stays unfound by a search, as in Stripe's own index. */
  readonly searchLag?: number;
  /** Days after a failed renewal at which it is tried again; after the last the subscription ends. */
  readonly retryDays?: readonly number[];
}

/** All that the fake knows, which dies with it. */
export interface World {
  readonly searchLag: number;
  readonly retryDays: readonly number[];
  /** Where its pages are; known once it listens. */
  base: string;
  /** Seconds since 1970 by the fake's clock, which can be moved ahead. */
  now(): number;
  newId(prefix: string): string;
  add<T extends Thing>(thing: T): T;
  /** An object of that kind, or Stripe's 404. */
  get(kind: string, id: string, param?: string): Thing;
  any(id: string): Thing | undefined;
  /** Of one kind, newest first. */
  all(kind: string): Thing[];
  /** Something to be done at a time (it looks at how things stand by then). */
  at(time: number, act: () => void): void;
  /** Moves the clock ahead, doing on the way what is due, each at its own time. */
  moveTo(time: number): void;
  /** Tells of it: what has happened, as it stands now. */
  emit(type: string, object: Thing, account?: string): void;
  onEvent: (event: Thing) => void;
  /** The request that is answered now. */
  request: { id: string; idempotency_key: string | null };
  /** What the API does not show: the card behind a payment method, a bank that fails. */
  readonly behind: Map<string, any>;
}

export const VERSION = '2026-08-26.dahlia';

export function newWorld({ real = Date.now, seed = 1, searchLag = 0, retryDays = [3, 5, 7] }: Settings): World {
  const things = new Map<string, Thing>();
  const agenda: { time: number; act: () => void }[] = [];
  const chance = dice(seed);
  let ahead = 0;
  let standing: number | undefined;
  let made = 0;
  const world: World = {
    searchLag,
    retryDays,
    base: '',
    request: { id: 'req_fake', idempotency_key: null },
    behind: new Map(),
    onEvent: () => {},
    now: () => standing ?? Math.floor(real() / 1000) + ahead,
    newId: (prefix) => `${prefix}_fake${(++made).toString(36).padStart(6, '0')}${letters(chance)}`,
    add: (thing) => {
      things.set(thing.id, thing);
      return thing;
    },
    any: (id) => things.get(id),
    get: (kind, id, param) => {
      const thing = things.get(id);
      if (thing?.object !== kind || thing['deleted']) throw missing(kind, id, param);
      return thing;
    },
    all: (kind) => [...things.values()].filter(({ object, deleted }) => object === kind && !deleted).reverse(),
    at: (time, act) => {
      agenda.push({ time, act });
      agenda.sort((a, b) => a.time - b.time);
    },
    moveTo: (time) => {
      while (agenda[0] && agenda[0].time <= time) {
        const { time: due, act } = agenda.shift()!;
        standing = Math.max(due, world.now());
        act();
      }
      standing = undefined;
      ahead = Math.max(ahead, time - Math.floor(real() / 1000));
    },
    emit: (type, object, account) => {
      const event = {
        id: world.newId('evt'),
        object: 'event',
        ...(account !== undefined && { account }),
        api_version: VERSION,
        created: world.now(),
        data: { object: structuredClone(object) },
        livemode: false,
        pending_webhooks: 1,
        request: { ...world.request },
        type,
      };
      world.onEvent(world.add(event));
    },
  };
  return world;
}

/** Mulberry32: small, and the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const letters = (chance: () => number) =>
  Math.floor(chance() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');

export const DAY = 86_400;

/** What a call gets: the world, what was sent, and what its path names. */
export interface Call {
  readonly world: World;
  readonly form: Form;
  readonly id: string;
  /** The connected account in whose name it is asked. */
  readonly account?: string | undefined;
}
