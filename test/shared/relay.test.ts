import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SENDERS } from '#lib/rights';
import { bus, handler as relay } from '#shared/events/relay';
import { handler as sweep } from '#shared/events/sweep';
import { db, tables } from '#shared/table/client';
import { idsFrom } from '#shared/table/commit';
import { outgoing, type Waiting } from '#shared/table/outbox';
import { given } from '../kit/index.ts';
import { needed } from '../kit/needs.ts';
import { rows } from '../kit/tables.ts';

/* The bus is played here: the local one neither throttles nor refuses. */

const sent: string[] = [];
const busy = new Set<string>();

beforeEach(() => {
  sent.length = 0;
  busy.clear();
  const play = () => async (args: any) => {
    const details: string[] = args.input.Entries.map((one: any) => one.Detail);
    if (details.some((text) => text.includes('poison'))) throw new Error('ValidationException');
    const Entries = details.map((text) => {
      const { id } = JSON.parse(text);
      if (busy.has(id)) return { ErrorCode: 'ThrottlingException' };
      sent.push(id);
      return { EventId: id };
    });
    return { output: { Entries, FailedEntryCount: busy.size, $metadata: {} }, response: {} } as any;
  };
  bus.middlewareStack.add(play, { step: 'initialize', name: 'bus' });
});
afterEach(() => {
  bus.middlewareStack.remove('bus');
  vi.useRealTimers();
});

const waiting = (shard: number, id: string): Waiting => ({
  pk: `OUTBOX#${shard}`,
  sk: `2026-01-01T00:00:00.000Z#${id}`,
  event: 'x',
  data: { id },
});
const put = (...all: Waiting[]) =>
  Promise.all(
    all.map((one) => db.send(new PutCommand({ TableName: tables.items, Item: { ...one, entity: 'outbox' } }))),
  );
const left = async () => (await rows()).map(({ pk, data }) => [pk, data.id]);
const stream = (...all: Waiting[]) =>
  relay({
    Records: all.map((one, index) => ({ dynamodb: { NewImage: marshall(one), SequenceNumber: `${index}` } })),
  } as never);

describe('the sweep', () => {
  it('sends what can be sent beside what cannot', async () => {
    busy.add('throttled');
    await put(waiting(3, 'good-1'), waiting(3, 'poison'), waiting(3, 'throttled'), waiting(9, 'good-2'));
    await sweep();
    expect(sent.toSorted()).toEqual(['good-1', 'good-2']);
    expect(await left()).toEqual([
      ['OUTBOX#3', 'poison'],
      ['OUTBOX#3', 'throttled'],
    ]);
    busy.clear();
    await sweep();
    expect(sent.toSorted()).toEqual(['good-1', 'good-2', 'throttled']);
  });

  it('parks what ten tries could not send, says so, and goes on', async () => {
    const alarm = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await put(waiting(3, 'poison'));
    for (let tries = 1; tries <= 9; tries += 1) await sweep();
    expect(await left()).toEqual([['OUTBOX#3', 'poison']]);
    await sweep();
    expect(await left()).toEqual([['OUTBOX#parked', 'poison']]);
    await put(waiting(3, 'good'));
    await sweep();
    expect(await left()).toEqual([['OUTBOX#parked', 'poison']]);
    expect(sent).toEqual(['good']);
    alarm.mockRestore();
  });

  it('sends however much there is', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `good-${String(index).padStart(3, '0')}`);
    await put(...ids.map((id) => waiting(5, id)));
    await sweep();
    expect(sent.toSorted()).toEqual(ids);
    expect(await left()).toEqual([]);
  });

  it('leaves to the relay what has just come', async () => {
    await given(outgoing(idsFrom()('evt'), { event: 'x', data: {} }));
    await sweep();
    expect(sent).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await sweep();
    expect(sent).toHaveLength(1);
  });
});

describe('whoever sends', () => {
  it('asks of the table what it may, and all of it', async () => {
    await put(waiting(3, 'good'), waiting(4, 'poison'), { ...waiting(5, 'poison'), tries: 9 });
    expect(await needed(sweep)).toEqual(SENDERS.sweep);
    await put(waiting(1, 'good'));
    expect(await needed(() => stream(waiting(1, 'good')))).toEqual(SENDERS.relay);
  });
});

describe('the relay', () => {
  it('tells the stream which records to bring again', async () => {
    busy.add('throttled');
    const all = [waiting(1, 'good'), waiting(1, 'throttled'), waiting(1, 'poison')];
    await put(...all);
    expect(await stream(...all)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }] });
    expect(await left()).toEqual([
      ['OUTBOX#1', 'poison'],
      ['OUTBOX#1', 'throttled'],
    ]);
  });

  it('counts as sent what it could not delete', async () => {
    const stuck = () => async () => {
      throw new Error('no delete');
    };
    await put(waiting(1, 'good'));
    db.middlewareStack.add(stuck, { step: 'initialize', name: 'stuck' });
    const answer = await stream(waiting(1, 'good')).finally(() => db.middlewareStack.remove('stuck'));
    expect(answer).toEqual({ batchItemFailures: [] });
    await sweep();
    expect([sent, await left()]).toEqual([['good', 'good'], []]);
  });
});
