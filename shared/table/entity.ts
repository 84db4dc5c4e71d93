import { GetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { stale, taken } from '#shared/failure';
import type { Found } from '#shared/page';
import { db, seconds, tables, type Write } from './client.ts';
import { seal, unseal } from './seal.ts';

/** The fields that a key can be built of. (An alias would hide their names when the compiler complains.) */
interface Fields<T> {
  text: { [F in keyof T]-?: T[F] extends string ? F : never }[keyof T] & string;
  moment: { [F in keyof T]-?: T[F] extends string | undefined ? F : never }[keyof T] & string;
}
/** A prefix, then the names of fields: `['QUIT', 'clientId']` is `QUIT#cli_1`. */
type Template<Field> = readonly [prefix: string, ...fields: Field[]];
/** `Pick`, spelled out where the compiler complains. */
type Key<T, Fields extends keyof T> = { readonly [F in Fields]: T[F] } & {};

/** What was read: the version is no field of it, but goes with it, so that a change can tell if it came too late. */
export type Stored<T> = T & { readonly version: number };
/** A write, and the item as it will stand. */
export type Written<T> = Write & { readonly item: Stored<T> };

export interface Range {
  /** Of the first field of the sort key: from this on, and before that. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** So many, in the order of their keys, after where the page before ended. */
export interface PageRange {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly reverse?: boolean;
}

export interface Entity<T, Partition extends keyof T, Sort extends keyof T> {
  readonly name: string;
  readonly schema: z.ZodObject;
  readonly partition: readonly string[];
  readonly sort: readonly string[];
  readonly sealed: readonly PropertyKey[];
  readonly person: string | undefined;
  readonly expires: string | undefined;
  get(key: Key<T, Partition | Sort>): Promise<Stored<T> | undefined>;
  list(partition: Key<T, Partition>, range?: Range): Promise<Stored<T>[]>;
  page(partition: Key<T, Partition>, range: PageRange): Promise<Found<Stored<T>>>;
  latest(partition: Key<T, Partition>): Promise<Stored<T> | undefined>;
  add(item: T): Written<T>;
  /** Written over whatever lies there: for what is the same whoever writes it. */
  set(item: T): Written<T>;
  change(read: Stored<T>, patch: Partial<Omit<T, Partition | Sort>>): Written<T>;
  remove(read: Stored<T>): Write;
  place(key: Key<T, Partition | Sort>): { pk: string; sk: string };
  /** The item that lies in a row of the table, whoever read it there. */
  open(row: Record<string, unknown>): Promise<Stored<T> | undefined>;
}

/** An entity is data: its schema, where its items lie, what of them is sealed under whose key, and the field that says
 *  when an item ends. An item that has ended (by the real clock, as it is swept), or whose person was erased, is no longer
 *  there. */
export function entity<
  S extends z.ZodObject,
  Partition extends Fields<z.output<S>>['text'] = never,
  Sort extends Fields<z.output<S>>['text'] = never,
>(
  name: string,
  schema: S,
  {
    partition,
    sort,
    sealed,
    expires,
  }: {
    partition: Template<Partition>;
    sort: Template<Sort>;
    sealed?: { person: Fields<z.output<S>>['text']; fields: readonly Exclude<keyof z.output<S>, Partition | Sort>[] };
    expires?: Fields<z.output<S>>['moment'];
  },
): Entity<z.output<S>, Partition, Sort> {
  type T = z.output<S>;
  type Loose = Record<string, unknown>;
  type Row = { pk: string; sk: string; version: number; data: Loose; sealed: Uint8Array; expires?: number };
  const tolerant = schema.strip();
  const hidden = new Set<PropertyKey>(sealed?.fields);

  const pkOf = (key: Loose) => join(partition, key);
  const place = (key: Loose) => ({ pk: pkOf(key), sk: `${join(sort, key)}#` });

  const put = (item: Loose, version: number, refused: Write['refused'], condition: object): Written<T> => ({
    refused,
    item: stored(item as T, version),
    async line() {
      const { pk, sk } = place(item);
      const open = Object.fromEntries(Object.entries(item).filter(([field]) => !hidden.has(field)));
      const shut = Object.fromEntries(Object.entries(item).filter(([field]) => hidden.has(field)));
      const blob = sealed && (await seal(String(item[sealed.person]), [name, pk, sk], shut));
      const end = expires && item[expires];
      const Item = {
        pk,
        sk,
        entity: name,
        version,
        data: open,
        sealed: blob,
        expires: end === undefined ? undefined : seconds(Date.parse(String(end))),
      };
      return { Put: { TableName: tables.items, Item, ...condition } };
    },
  });

  async function read(row: Loose | undefined): Promise<Stored<T> | undefined> {
    if (row === undefined) return undefined;
    const { pk, sk, version, data: open, sealed: blob, expires: end } = row as Row;
    if (end !== undefined && end <= seconds()) return undefined; // TTL only sweeps
    const shut = sealed ? await unseal(String(open[sealed.person]), [name, pk, sk], blob) : {};
    if (shut === undefined) return undefined;
    return stored(tolerant.parse({ ...open, ...(shut as Loose) }) as T, version);
  }
  const readAll = async (rows: Loose[]) => (await Promise.all(rows.map(read))).filter((item) => item !== undefined);

  /** What has ended may lie there for days, and stands in nobody's way. */
  const notThere = () =>
    expires === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
          ExpressionAttributeValues: { ':now': seconds() },
        };

  const first = `${sort[0]}#`;
  const within = (key: Loose, { from, to }: Range = {}) => ({
    TableName: tables.items,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': pkOf(key),
      ':from': from === undefined ? first : `${first}${escape(from)}`,
      ':to': to === undefined ? `${sort[0]}$` : `${first}${escape(to)}`, // `$` comes right after `#`
    },
    ConsistentRead: true,
  });

  async function list(key: Loose, { limit = Infinity, reverse = false, ...range }: Range = {}): Promise<Stored<T>[]> {
    const found: Stored<T>[] = [];
    const pages = paginateQuery(
      { client: db },
      { ...within(key, range), ScanIndexForward: !reverse, ...(limit < 100 && { Limit: limit }) },
    );
    for await (const { Items = [] } of pages) {
      found.push(...(await readAll(Items)));
      if (found.length >= limit) return found.slice(0, limit);
    }
    return found;
  }

  return {
    name,
    schema,
    partition,
    sort,
    sealed: sealed?.fields ?? [],
    person: sealed?.person,
    expires,
    place,
    list,
    open: read,
    async get(key) {
      const { Item } = await db.send(
        new GetCommand({ TableName: tables.items, Key: place(key), ConsistentRead: true }),
      );
      return read(Item);
    },
    async page(key, { limit, after, reverse = false }) {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          ...within(key),
          ScanIndexForward: !reverse,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { pk: pkOf(key), sk: after } }),
        }),
      );
      return { items: await readAll(Items), after: LastEvaluatedKey?.['sk'] };
    },
    async latest(key) {
      return (await list(key, { limit: 1, reverse: true }))[0];
    },
    add: (item) => put(schema.parse(item), 1, taken, notThere()),
    set: (item) => put(schema.parse(item), 1, taken, {}),
    change: (item, patch) => put(schema.parse({ ...item, ...patch }), versionOf(item) + 1, stale, sameVersion(item)),
    remove: (item) => ({
      refused: stale,
      line: async () => ({ Delete: { TableName: tables.items, Key: place(item), ...sameVersion(item) } }),
    }),
  };
}

const stored = <T>(item: T, version: number) => Object.defineProperty(item, 'version', { value: version }) as Stored<T>;

const join = (template: readonly string[], key: Record<string, unknown>) =>
  template.map((part, index) => (index === 0 ? part : escape(String(key[part])))).join('#');

const escape = (value: string) => value.replace(/[%#]/g, (mark) => encodeURIComponent(mark));

const sameVersion = (read: { version: number }) => ({
  ConditionExpression: 'version = :version',
  ExpressionAttributeValues: { ':version': versionOf(read) },
});

/** What is shown of an item goes by the item's version. */
export const shownOf = <Shown>(item: Stored<unknown>, shown: Shown): Stored<Shown> => stored(shown, item.version);

/** Undefined of what was not read from the table, or is a copy. */
export const versionIn = (item: unknown) => (item as { version?: number } | undefined)?.version;

function versionOf(read: { version: number }): number {
  const version = versionIn(read);
  if (version === undefined) throw new Error('Only what was read, itself and no copy, can be changed or removed');
  return version;
}
