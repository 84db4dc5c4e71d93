import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { queue } from '#shared/queues/queue';
import { send } from '#shared/queues/send';
import { worker } from '#shared/queues/worker';
import { schedule } from '#shared/schedules/schedule';
import { timer } from '#shared/schedules/timer';
import { erase, given, openQueue, raised, sent, tick, work } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { type Note, Note as NoteSchema, noted, notes } from './note.ts';

const copyNotes = queue('notes.copy-notes', {
  takes: NoteSchema.pick({ personId: true, at: true }),
  summary: 'Copy notes',
  needs: ['put:NOTE', 'seal'],
  raises: [noted],
  impact: 'notes are not copied',
});
const note = (id: string, at: string): Note => ({ id, personId: 'per_1', at, text: 'canary' });
let broken: string | undefined;
const copying = worker(copyNotes, async ({ message: { at, personId }, now, once }) => {
  for (const piece of ['a', 'b']) {
    await once(piece, async (newId) => {
      if (broken === at + piece) throw new Error('broken');
      const copy = { ...note(newId('not'), at), personId, ends: new Date(now.getTime() + 60_000).toISOString() };
      return [notes.add(copy), noted.raise(copy)];
    });
  }
});
const letter = (hour: number) => ({
  id: `hour-${hour}`,
  message: { personId: 'per_1', at: `2026-01-01T0${hour}:00:00.000Z` },
});
const copies = () => notes.list({ personId: 'per_1' });

beforeEach(() => {
  broken = undefined;
});

describe('a worker', () => {
  it('does each piece of a message once, however often it comes, and at the same time as itself', async () => {
    broken = `${letter(1).message.at}b`;
    expect(await work(copying, letter(1))).toEqual(['hour-1']);
    expect(await copies()).toHaveLength(1);
    broken = undefined;
    expect(await work(copying, letter(1), letter(1))).toEqual([]);
    expect(await work(copying, letter(1))).toEqual([]);
    expect(await copies()).toHaveLength(2);
    expect(await raised(noted)).toHaveLength(2);
  });

  it('does the rest of a batch where one fails, and says which', async () => {
    broken = `${letter(2).message.at}a`;
    expect(await work(copying, letter(1), letter(2), letter(3))).toEqual(['hour-2']);
    expect((await copies()).map(({ at }) => at.slice(11, 13))).toEqual(['01', '01', '03', '03']);
  });

  it('fails with what does not parse, and passes over fields it does not know', async () => {
    const odd = { id: 'odd', message: { personId: 'per_1', at: 'yesterday' } };
    const more = { id: 'more', message: { ...letter(1).message, added: 'later' } };
    expect(await work(copying, odd, more)).toEqual(['odd']);
    const event = { Records: [{ messageId: 'x', body: 'no JSON' }] };
    expect(await copying(event as never, {} as never)).toEqual({ batchItemFailures: [{ itemIdentifier: 'x' }] });
    expect(await copies()).toHaveLength(2);
  });

  it('drops what is about somebody erased', async () => {
    await given(notes.add(note('not_0', letter(1).message.at)));
    await erase('per_1');
    expect(await work(copying, letter(1))).toEqual([]);
    expect(await raised(noted)).toEqual([]);
  });
});

describe('handing work on', () => {
  const handing = timer(
    schedule('notes.every-hour-hand-on', {
      at: 'rate(1 hour)',
      missed: 'each',
      summary: 'Hand notes on',
      needs: ['queue:notes.copy-notes'],
      impact: 'notes are not copied',
    }),
    async () => send(copyNotes, Array.from({ length: 9 }, (_, hour) => [letter(hour), letter(hour)]).flat()),
  );
  const TICK = '2026-01-01T05:00:00Z';
  /** So many calls refuse the first of their messages. Says how many calls there were. */
  const refusing = async (times: number, act: () => Promise<unknown>): Promise<number> => {
    const { send: original } = SQSClient.prototype as { send: any };
    let calls = 0;
    SQSClient.prototype.send = async function (this: SQSClient, { input }: SendMessageBatchCommand) {
      calls += 1;
      const Entries = input.Entries!.slice(calls > times ? 0 : 1);
      if (Entries.length > 0) await original.call(this, new SendMessageBatchCommand({ ...input, Entries }));
      return calls > times ? {} : { Failed: [{ Id: input.Entries![0]!.Id, Code: 'Busy' }] };
    } as never;
    await act().finally(() => {
      SQSClient.prototype.send = original;
    });
    return calls;
  };
  beforeEach(() => openQueue(copyNotes));

  it('takes ten at a time, and all of them arrive', async () => {
    expect(await refusing(0, () => tick(handing, TICK))).toBe(2);
    const arrived = (await sent(copyNotes)).map(({ id }) => id).sort();
    expect(arrived).toEqual(Array.from({ length: 18 }, (_, n) => `hour-${Math.floor(n / 2)}`));
    expect(await sent(copyNotes)).toEqual([]);
  });

  it('sends again what was refused, and nothing else', async () => {
    expect(await refusing(1, () => tick(handing, TICK))).toBe(3);
    expect(await sent(copyNotes)).toHaveLength(18);
  });

  it('fails where some is refused for good', async () => {
    const failed = refusing(99, () => tick(handing, TICK));
    await expect(failed).rejects.toThrow('1 messages were not taken: Busy');
  });

  it('sends nothing that the queue does not take', async () => {
    const odd = { personId: 'per_1', at: 'yesterday' };
    await expect(send(copyNotes, [letter(1), { id: 'odd', message: odd }])).rejects.toThrow();
    expect(await sent(copyNotes)).toEqual([]);
  });

  it('is done as it was sent', async () => {
    await send(copyNotes, [letter(1), letter(2)]);
    expect(await work(copying, ...(await sent(copyNotes)))).toEqual([]);
    expect((await rows()).filter(({ entity }) => entity === 'note')).toHaveLength(4);
  });
});
