import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { Erased } from '#shared/failure';
import { db, tables } from '#shared/table/client';
import { entity } from '#shared/table/entity';
import { eraseKey, Tampered } from '#shared/table/seal';
import { erase, given, raw } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { Note, notes } from './note.ts';

const note = (at: string, id: string, more: Partial<Note> = {}): Note => ({
  id,
  personId: 'per_1',
  at: new Date(at).toISOString(),
  text: 'canary',
  ...more,
});
const one = note('2026-01-01', 'not_0');

describe('entity', () => {
  it('changes what is as it was read, and nothing else', async () => {
    await given(notes.add(one));
    const read = (await notes.latest({ personId: 'per_1' }))!;
    expect(read).toEqual(one);
    expect(read.version).toBe(1);
    const written = notes.change(read, { text: 'second' });
    expect([written.item.text, written.item.version]).toEqual(['second', 2]);
    await given(written);
    await expect(given(notes.change(read, { text: 'third' }))).rejects.toMatchObject({ code: 'stale', status: 412 });
    await expect(given(notes.remove(read))).rejects.toMatchObject({ code: 'stale' });
    await expect(given(notes.add(one))).rejects.toMatchObject({ code: 'taken', status: 409 });
    const again = (await notes.get(one))!;
    expect([again.text, again.version]).toEqual(['second', 2]);
    expect(() => notes.change({ ...again }, {})).toThrow('no copy');
    await given(notes.remove(again));
    expect(await notes.get(one)).toBeUndefined();
  });

  it('lists from a moment, up to another, so many, backwards', async () => {
    await given(
      ...['2026-01-01', '2026-01-02', '2026-01-03'].map((day, index) => notes.add(note(day, `not_${index}`))),
    );
    const ids = async (range: object) => (await notes.list({ personId: 'per_1' }, range)).map(({ id }) => id);
    expect(await ids({})).toEqual(['not_0', 'not_1', 'not_2']);
    expect(await ids({ from: '2026-01-02', to: '2026-01-03' })).toEqual(['not_1']);
    expect(await ids({ to: '2026-01-02T00:00:00.000Z' })).toEqual(['not_0']);
    expect(await ids({ limit: 2, reverse: true })).toEqual(['not_2', 'not_1']);
  });

  it('no longer has what has ended, though it lies there still', async () => {
    await given(notes.add({ ...one, ends: '2026-01-02T00:00:00.000Z' }));
    expect(await raw(notes, one)).toMatchObject({ expires: Date.parse('2026-01-02') / 1000 });
    expect(await notes.get(one)).toBeUndefined();
    expect(await notes.list({ personId: 'per_1' })).toEqual([]);
    await given(notes.add({ ...one, text: 'anew' }));
    expect(await notes.get(one)).toMatchObject({ text: 'anew' });
    await expect(given(notes.add(one))).rejects.toMatchObject({ code: 'taken' });
  });

  it('may be the only one of its partition, and keeps keys apart', async () => {
    const settings = entity('settings', Note, { partition: ['USER', 'personId'], sort: ['SETTINGS'] });
    await given(settings.add(one));
    expect(await settings.get({ personId: 'per_1' })).toEqual(one);
    // @ts-expect-error it is no part of its key
    expect(settings.place({ personId: 'per#1', id: 'x' })).toEqual({ pk: 'USER#per%231', sk: 'SETTINGS#' });
  });

  it('waits for another transaction to let go of an item', async () => {
    let conflicts = 0;
    const conflict = (next: (args: any) => Promise<any>) => async (args: any) => {
      if (!('TransactItems' in args.input) || ++conflicts > 2) return next(args);
      throw new TransactionCanceledException({
        message: '',
        $metadata: {},
        CancellationReasons: [{ Code: 'TransactionConflict' }],
      });
    };
    db.middlewareStack.add(conflict, { step: 'initialize', name: 'conflict' });
    await given(notes.add(one)).finally(() => db.middlewareStack.remove('conflict'));
    expect([conflicts, await notes.get(one)]).toEqual([3, one]);
  });
});

describe('what is sealed', () => {
  it('is readable nowhere in the table, and its fields have no name there', async () => {
    await given(notes.add({ ...one, tags: { mood: 'canary' } }));
    expect(JSON.stringify([await rows(), await rows(tables.keys)])).not.toMatch(/canary|"text"|"tags"/);
  });

  it('does not open in another place', async () => {
    await given(notes.add(one), notes.add(note('2026-01-02', 'not_1')));
    const { sealed } = (await raw(notes, one))!;
    const Key = notes.place(note('2026-01-02', 'not_1'));
    const ExpressionAttributeValues = { ':sealed': sealed };
    await db.send(
      new UpdateCommand({
        TableName: tables.items,
        Key,
        UpdateExpression: 'SET sealed = :sealed',
        ExpressionAttributeValues,
      }),
    );
    await expect(notes.get(note('2026-01-02', 'not_1'))).rejects.toThrow(Tampered);
  });

  it("does not open under another's key", async () => {
    await given(notes.add(one), notes.add({ ...one, personId: 'per_2' }));
    const { data, ...row } = (await raw(notes, one))!;
    expect(await notes.open({ ...row, data: { ...data, personId: 'per_2' } })).toBeUndefined();
  });

  it.each([0, 8, 20, 36, -1])('does not open with byte %i changed', async (at) => {
    await given(notes.add(one));
    const row = (await raw(notes, one))!;
    const sealed = Buffer.from(row['sealed']);
    sealed.writeUInt8(sealed.at(at)! ^ 1, at < 0 ? sealed.length - 1 : at);
    const opened = await notes.open({ ...row, sealed }).catch((error) => error);
    expect([undefined, expect.any(Tampered)]).toContainEqual(opened);
  });

  it('is gone with the person, for good', async () => {
    await given(notes.add(one), notes.add({ ...one, personId: 'per_2' }));
    await erase('per_1');
    expect(await notes.get(one)).toBeUndefined();
    await expect(given(notes.add(note('2026-01-02', 'not_1')))).rejects.toThrow(Erased);
    expect(await notes.list({ personId: 'per_1' })).toEqual([]);
    expect(await notes.list({ personId: 'per_2' })).toHaveLength(1);
    expect((await rows(tables.keys)).find(({ person }) => person === 'per_1')).toEqual({
      person: 'per_1',
      erased: expect.any(String),
    });
  });

  it('gets no key when the person is erased before they have one', async () => {
    await eraseKey('per_9', new Date());
    await expect(given(notes.add({ ...one, personId: 'per_9' }))).rejects.toMatchObject({ status: 404 });
  });
});
