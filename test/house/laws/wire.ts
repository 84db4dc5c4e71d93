import type * as z from 'zod';
import type { Route } from '#shared/http/route';
import { contractsOf } from '../../../bin/docs/contracts.ts';
import { isEverywhere, type Module } from '../../../lib/modules.ts';
import type { Breach } from '../tree.ts';

const routesOf = (modules: readonly Module[]) =>
  modules.flatMap(({ name, routes = {} }) =>
    Object.entries(routes).map(([entry, route]): [string, Route] => [`${name}.${entry}`, route]),
  );

/** Whoever reads the runbook at night finds a sentence for each entry. */
export const impactSaid = (modules: readonly Module[]): Breach[] =>
  contractsOf(modules).flatMap(({ module, name, contract }) =>
    (['summary', 'impact'] as const)
      .filter((field) => !(contract[field]?.trim().length > 3))
      .map((field) => `${module}.${name} has no ${field}`),
  );

const SEGMENT = /^(\{[a-z][A-Za-z]*\}|[a-z0-9]+(-[a-z0-9]+)*)$/;

/** One route a place, the place in kebab-case under /v1 (the documents lie beside it), its names those of `params`. */
export function pathsAgree(modules: readonly Module[]): Breach[] {
  const routes = routesOf(modules);
  const places = Map.groupBy(routes, ([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  return [
    ...[...places]
      .filter(([, all]) => all.length > 1)
      .map(([place, all]) => `${place} is ${all.map(([name]) => name).join(' and ')}`),
    ...routes.flatMap(([name, { path, params = {} }]) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field!).sort();
      const [root, ...rest] = path.slice(1).split('/');
      return [
        ...(inPath.join() === Object.keys(params).sort().join()
          ? []
          : [`${name}: ${path} does not name ${Object.keys(params)}`]),
        ...(root === 'v1' || root === 'docs' ? [] : [`${name}: ${path} does not lie under /v1`]),
        ...rest.filter((segment) => !SEGMENT.test(segment)).map((segment) => `${name}: ${segment} is not kebab-case`),
      ];
    }),
  ];
}

/** What a method can have: reads take no body, pages are reads, and only a change can be asked for twice. */
export const methodsAgree = (modules: readonly Module[]): Breach[] =>
  routesOf(modules).flatMap(
    ([name, { method, body, key, pages, returns, audience, fresh, entitlement, consent, match }]) => {
      const isOpen = audience.includes('anyone');
      const knows = [fresh, entitlement, consent, match].some((one) => one !== undefined);
      return [
        ...(method === 'GET' && body ? [`${name} reads, and takes a body`] : []),
        ...(method === 'GET' && key ? [`${name} reads, and asks for a key`] : []),
        ...(method !== 'GET' && pages ? [`${name} changes something, and has pages`] : []),
        ...(returns[0] === 204 && returns[1].def.type !== 'undefined' ? [`${name} answers 204 with something`] : []),
        ...(isOpen && audience.length > 1 ? [`${name} is for anyone, and names others`] : []),
        ...(isOpen && knows ? [`${name} is for anyone, and asks who it is`] : []),
      ];
    },
  );

/** Who is nobody learns nothing from a change: not even that it took place. */
export const anyoneLearnsNothing = (modules: readonly Module[]): Breach[] =>
  routesOf(modules)
    .filter(([, { method, audience }]) => method !== 'GET' && audience.includes('anyone'))
    .filter(([, { returns }]) => returns[1].def.type !== 'undefined' || ![202, 204].includes(returns[0]))
    .map(([name]) => `${name} tells anyone something: it must answer nothing, 202 or 204`);

/** What the HTTP API waits for, in seconds; the local one waits longer. */
const WAITS = 29;
export const answersInTime = (modules: readonly Module[]): Breach[] =>
  modules.filter(isEverywhere).flatMap(({ name, routes = {} }) =>
    Object.entries(routes)
      .filter(([, { seconds = 0 }]) => seconds > WAITS)
      .map(([entry, { seconds }]) => `${name}.${entry} may take ${seconds} s, and the API waits for ${WAITS}`),
  );

/** Whoever is nobody, and could be everybody, takes from a bucket; who has an account can be told apart and spoken to. */
export const anyoneIsCounted = (modules: readonly Module[]): Breach[] =>
  routesOf(modules)
    .filter(([, { audience, limit }]) => audience.includes('anyone') && limit === undefined)
    .map(([name]) => `${name} is for anyone, without a limit`);

/** What only some may by their office, they may by the table's word of now. */
export const adminsAreFresh = (modules: readonly Module[]): Breach[] =>
  routesOf(modules)
    .filter(([, { audience, fresh }]) => audience.includes('admin') && !audience.includes('person') && !fresh)
    .map(([name]) => `${name} is for admins, and believes their token`);

/** A key that nobody knows is refused, however deep it lies. */
export const bodiesAreStrict = (modules: readonly Module[]): Breach[] =>
  routesOf(modules).flatMap(([name, { body }]) =>
    body ? looseIn(body, 'body').map((where) => `${name}: ${where} takes any key`) : [],
  );

function looseIn(schema: z.core.$ZodType, where: string, above: readonly z.core.$ZodType[] = []): string[] {
  if (above.includes(schema)) return [];
  const def = (schema as z.ZodType).def as z.core.$ZodTypeDef & Record<string, any>;
  const down = (inner: z.core.$ZodType, name: string) => looseIn(inner, name, [...above, schema]);
  if (def.type === 'object') {
    const isStrict = def['catchall']?._zod.def.type === 'never';
    const fields = Object.entries(def['shape'] as Record<string, z.ZodType>);
    return [...(isStrict ? [] : [where]), ...fields.flatMap(([field, inner]) => down(inner, `${where}.${field}`))];
  }
  if (def.type === 'record' && !['string', 'enum', 'literal'].includes(def['keyType']._zod.def.type)) return [where];
  const inner = [def['innerType'], def['element'], def['valueType'], def['in'], def['left'], def['right'], def['rest']];
  const several = [...(def['options'] ?? []), ...(def['items'] ?? [])];
  return [...inner, ...several].filter((one) => one).flatMap((one) => down(one, where));
}

/** A route's name is its operation's, by which a client program calls it; within a module a name is a file. */
export function namesOnce(modules: readonly Module[]): Breach[] {
  const entries = contractsOf(modules);
  const named = (some: typeof entries, key: (one: (typeof entries)[number]) => string, what: string) =>
    [...Map.groupBy(some, key)]
      .filter(([, all]) => all.length > 1)
      .map(([name, all]) => `${name} ${what} ${all.length} times`);
  return [
    ...named(
      entries.filter(({ kind }) => kind === 'route'),
      ({ name }) => name,
      'is an operation',
    ),
    ...named(entries, ({ path }) => path, 'is an entry'),
  ];
}

/** Before the commit nothing leaves: what a mail or a message says is a listener's to send, and work a timer's to hand on. */
export const nothingLeavesEarly = (modules: readonly Module[]): Breach[] =>
  routesOf(modules).flatMap(([name, { needs }]) =>
    needs
      .filter((need) => need === 'mail:send' || need === 'socket:post' || need.startsWith('queue:'))
      .map((need) => `${name} needs ${need}: that is a listener's`),
  );

/** A timer that changes something has looked first. */
export const timersLookFirst = (modules: readonly Module[]): Breach[] =>
  modules.flatMap(({ name, schedules = {} }) =>
    Object.entries(schedules)
      .filter(([, { needs }]) => needs.some((need) => /^(put|update|delete):/.test(need)))
      .filter(([, { needs }]) => !needs.some((need) => /^(get|query):/.test(need)))
      .map(([entry]) => `${name}.${entry} changes what it has not read`),
  );

/** A queue is its module's own: its name says so, and nobody else sends. */
export const queuesStayHome = (modules: readonly Module[]): Breach[] =>
  modules.flatMap((module) => {
    const own = Object.values(module.queues ?? {}).map(({ name }) => name);
    return [
      ...own
        .filter((name) => !name.startsWith(`${module.name}.`))
        .map((name) => `${module.name} has the queue ${name}, which names another`),
      ...contractsOf([module]).flatMap(({ name, contract }) =>
        contract.needs
          .filter((need) => need.startsWith('queue:') && !own.some((queue) => need === `queue:${queue}`))
          .map((need) => `${module.name}.${name} needs ${need}, and has no such queue`),
      ),
    ];
  });
