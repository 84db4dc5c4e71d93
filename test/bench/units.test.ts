import { randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { db, tables } from '#shared/table/client';
import { unitsOf } from '../../bench/units.ts';

/** Just as many bytes as are left of a kilobyte beside a field of its own, so that one more begins another. */
const filled = (item: object, bytes: number) => ({ ...item, filling: 'x'.repeat(1024 - 'filling'.length - bytes) });

describe('what the table charges', () => {
  it.each([
    ['a text, by its bytes and not its letters', { note: 'қос' }, 4 + 6],
    ['bytes, as they are', { blob: randomBytes(50) }, 4 + 50],
    ['a yes and a nothing', { yes: true, none: null }, 3 + 1 + 4 + 1],
    ['a number, two digits a byte', { n: 1_795_281_882 }, 1 + 1 + 5],
    ['counted from the point', { n: 12_340, m: 3 }, 1 + 1 + 3 + 1 + 1 + 1],
    ['without zeroes at either end', { n: 1_200, m: 0 }, 1 + 1 + 1 + 1 + 1],
    ['below zero, one more', { n: -1.5 }, 1 + 1 + 2 + 1],
    ['a list, and each of its parts', { list: ['ab', 'c'] }, 4 + 3 + 2 + 3],
    ['a map, its names too', { map: { a: 'bc', d: true, gone: undefined } }, 3 + 3 + 2 + 3 + 2],
    ['nothing for what is not there', { a: undefined }, 0],
  ])('is reckoned by the item: %s', (_, item, bytes) => {
    expect(unitsOf(undefined, filled(item, bytes))).toBe(2);
    expect(unitsOf(undefined, filled(item, bytes - 1))).toBe(4);
  });

  it('goes by what the item was, where that was more', () => {
    const [small, large] = [{ text: 'x' }, { text: 'x'.repeat(3_000) }];
    expect([unitsOf(small, small), unitsOf(large, small), unitsOf(small, large)]).toEqual([2, 6, 6]);
  });

  it('is what the local AWS reckons, whatever the item', async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 2 }, fc.string(), fc.integer(), fc.boolean(), tie('list'), tie('map')),
      list: fc.array(tie('any'), { maxLength: 4 }),
      map: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('any'), { maxKeys: 4 }),
    })).map;
    await fc.assert(
      fc.asyncProperty(value, fc.integer({ min: 0, max: 2_500 }), async (data, length) => {
        const Item = { pk: 'UNITS#', sk: 'UNITS#', data, blob: new Uint8Array(length) };
        await db.send(new DeleteCommand({ TableName: tables.items, Key: { pk: 'UNITS#', sk: 'UNITS#' } }));
        const { ConsumedCapacity } = await db.send(
          new PutCommand({ TableName: tables.items, Item, ReturnConsumedCapacity: 'TOTAL' }),
        );
        expect(unitsOf(undefined, Item)).toBe(2 * ConsumedCapacity!.CapacityUnits!);
      }),
      { numRuns: 40 },
    );
  });
});
