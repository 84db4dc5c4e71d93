/* What DynamoDB charges, by its own rules ("DynamoDB item sizes and formats" and "Read and write operations" in its developer
 * guide): names and values by their bytes, and for an item of a transaction two units for each kilobyte begun. */

const KILOBYTE = 1024;

/** Of an item written in a transaction: it counts as large as it was or as it is, whichever is more. */
export const unitsOf = (before: object | undefined, after: object) =>
  2 * Math.ceil(Math.max(sizeOf(before ?? {}), sizeOf(after)) / KILOBYTE);

const sizeOf = (item: object): number =>
  known(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value), 0);

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + pairsOf(value) + (value < 0 ? 1 : 0);
  if (typeof value === 'boolean' || value === null) return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  const parts = known(value as object).length; // each has a byte of its own, and all of them three
  if (Array.isArray(value)) return 3 + parts + value.reduce((sum: number, each) => sum + sizeOfValue(each), 0);
  return 3 + parts + sizeOf(value as object);
}

/** What is undefined is not written. */
const known = (item: object) => Object.entries(item).filter(([, value]) => value !== undefined);

/** Digits are kept two in a byte, counted from the point, without zeroes at either end. */
function pairsOf(value: number): number {
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.');
  const even = (length: number) => length + (length % 2);
  const digits = whole.padStart(even(whole.length), '0') + fraction.padEnd(even(fraction.length), '0');
  return digits.replace(/^(00)+|(00)+$/g, '').length / 2;
}
