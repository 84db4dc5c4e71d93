/* What DynamoDB charges, by its own rules ("DynamoDB item sizes and formats" and "Read and write operations" in its developer
 * guide): names and values in bytes, and for each item of a transaction two units a kilobyte begun. */

type Value = unknown;

const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');

/** Zeroes at either end are none. */
const digits = (value: number) =>
  String(Math.abs(value))
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;

function sizeOfValue(value: Value): number {
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return 1 + Math.ceil(digits(value) / 2);
  if (typeof value === 'boolean' || value === null) return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, each) => sum + 1 + sizeOfValue(each), 0);
  const fields = known(value as object);
  return 3 + fields.length + sizeOfFields(fields);
}

const known = (item: object) => Object.entries(item).filter(([, value]) => value !== undefined);
const sizeOfFields = (fields: readonly [string, Value][]) =>
  fields.reduce((sum, [name, value]) => sum + utf8(name) + sizeOfValue(value), 0);

/** Of an item, in bytes. */
const sizeOf = (item: object) => sizeOfFields(known(item));

const KILOBYTE = 1024;

/** Of an item written in a transaction: it counts as large as it was, or as it is, whichever is more. */
export const unitsOf = (before: object | undefined, after: object) =>
  2 * Math.max(1, Math.ceil(Math.max(sizeOf(before ?? {}), sizeOf(after)) / KILOBYTE));
