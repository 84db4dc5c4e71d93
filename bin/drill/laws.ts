import * as z from 'zod';
import { seconds } from '#shared/table/client';
import { Tampered } from '#shared/table/seal';
import { KERNEL, type Kind } from './entities.ts';

export type Row = Readonly<Record<string, any>>;

/** Everything in a row that is not as it must be, in words that give nothing of it away. */
export async function breachesOf(
  row: Row,
  kinds: ReadonlyMap<string, Kind>,
  erased: ReadonlySet<string>,
): Promise<string[]> {
  const { pk, sk, entity } = row;
  if (![pk, sk, entity].every((text) => typeof text === 'string' && text.length > 0)) return ['has no keys or entity'];
  const prefix = pk.split('#')[0];
  const kind = kinds.get(entity);
  if (!kind) {
    const owned = KERNEL[entity];
    if (!owned) return [`is of an unknown kind, ${entity}`];
    return owned.includes(prefix) ? [] : [`${entity} lies under ${prefix}`];
  }
  return [
    ...(Number.isInteger(row['version']) && row['version'] > 0 ? [] : [`${entity} has no version`]),
    ...placed(row, kind),
    ...(await opened(row, kind, erased)),
  ];
}

function placed({ pk, sk, data }: Row, kind: Kind): string[] {
  const there = kind.place(data ?? {});
  const open = kind.sealed.filter((field) => data && field in data);
  return [
    ...(there.pk === pk && there.sk === sk ? [] : [`${kind.name} lies where its fields do not say`]),
    ...(open.length > 0 ? [`${kind.name} has what is sealed in the open`] : []),
  ];
}

async function opened(row: Row, kind: Kind, erased: ReadonlySet<string>): Promise<string[]> {
  if (row['expires'] !== undefined && row['expires'] <= seconds()) return [];
  try {
    const item = await kind.open(row);
    return item === undefined && !erased.has(whose(row, kind)) ? [`${kind.name} has no key that opens it`] : [];
  } catch (error) {
    if (error instanceof z.ZodError) return [`${kind.name} does not fit its schema`];
    if (error instanceof Tampered) return [`${kind.name} was sealed for another place, or changed`];
    if (error instanceof TypeError) return [`${kind.name} is not laid out as an item`];
    throw error;
  }
}

const whose = ({ data }: Row, { person }: Kind) => String(person === undefined ? undefined : data?.[person]);

/** Whether a row is of somebody: sealed under their key, in their partition, or a mark of theirs. */
export function isOf(row: Row, kinds: ReadonlyMap<string, Kind>, people: ReadonlySet<string>): boolean {
  const kind = kinds.get(row['entity']);
  const owner = String(row['pk']).split('#')[1] ?? ''; // an id of a person has nothing in it that a key escapes
  return people.has(owner) || people.has(String(row['person'])) || (kind !== undefined && people.has(whose(row, kind)));
}
