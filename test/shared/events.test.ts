import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { consumer } from '#shared/events/consumer';
import { listener } from '#shared/events/listener';
import { endpoint } from '#shared/http/endpoint';
import { notGenuine, webhook } from '#shared/http/webhook';
import { outcome } from '#shared/outcome';
import { schedule } from '#shared/schedules/schedule';
import { timer } from '#shared/schedules/timer';
import { call, client, deliver, erase, given, raised, stoppedAnywhere, tick } from '../kit/index.ts';
import { rows } from '../kit/tables.ts';
import { addNote, dull, heard, type Note, noted, notes } from './note.ts';

const event = () => noted.raise({ id: 'not_1', personId: 'per_1' });
const note = (id: string): Note => ({ id, personId: 'per_1', at: '2026-01-01T00:00:00.000Z', text: 'canary' });
const keep = consumer(heard, async ({ event, newId }) => [notes.add(note(newId('not'))), noted.raise(event)]);

describe('a consumer', () => {
  it('does all of it or nothing, wherever it is stopped', async () => {
    expect(await stoppedAnywhere(keep, event())).toBeGreaterThan(4);
  });

  it('is heard once, also when two come at once, and passes over fields it does not know', async () => {
    const one = event();
    Object.assign(one.data, { added: 'later' });
    await Promise.all([deliver(keep, one), deliver(keep, one)]);
    await deliver(keep, one);
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(1);
    expect(await raised(noted)).toHaveLength(1);
  });

  it('gets through where ten are told of one thing at once', async () => {
    const telling = note('not_0');
    await given(notes.add(telling));
    const adds = consumer(
      listener('notes.adds', { ...heard, needs: ['get:NOTE', 'put:NOTE', 'seal'] }),
      async ({ event }) => {
        const read = (await notes.get(telling))!;
        return [notes.change(read, { text: `${read.text} ${event.id}` })];
      },
    );
    const ids = Array.from({ length: 10 }, (_, index) => `not_${index + 1}`);
    await Promise.all(ids.map((id) => deliver(adds, noted.raise({ id, personId: 'per_1' }))));
    expect((await notes.get(telling))!.text.split(' ').sort()).toEqual(['canary', ...ids].sort());
  });

  it('hears for itself what another has heard', async () => {
    const one = event();
    await deliver(keep, one);
    await deliver(
      consumer(listener('notes.other', { ...heard }), async ({ newId }) => [notes.add(note(newId('not')))]),
      one,
    );
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(2);
  });

  it('drops what is about somebody erased', async () => {
    await given(notes.add(note('not_0')));
    await erase('per_1');
    await deliver(keep, event());
    expect(await raised(noted)).toEqual([]);
    expect((await rows()).filter(({ pk }) => pk.startsWith('HEARD#'))).toHaveLength(1);
  });

  it('fails, and is not heard, when something breaks', async () => {
    const one = event();
    const breaks = consumer(heard, async () => {
      throw new Error('broken');
    });
    await expect(deliver(breaks, one)).rejects.toThrow('broken');
    await deliver(keep, one);
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(1);
  });
});

describe('a timer', () => {
  const contract = schedule('notes.every-hour-note', {
    at: 'rate(1 hour)',
    missed: 'each',
    summary: 'Note the hour',
    needs: ['put:NOTE', 'seal'],
    impact: 'hours go by without a note',
  });
  let broken = true;
  const hourly = timer(contract, async ({ at, once }) => {
    for (const piece of ['a', 'b']) {
      await once(piece, async (newId) => {
        if (piece === 'b' && broken) throw new Error('broken');
        return [notes.add({ ...note(newId('not')), at: at.toISOString() })];
      });
    }
  });

  it('does each piece once a tick, however often and late it is called', async () => {
    await expect(tick(hourly, '2026-01-01T05:00:00Z')).rejects.toThrow('broken');
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(1);
    broken = false;
    await Promise.all([tick(hourly, '2026-01-01T05:00:00Z'), tick(hourly, '2026-01-01T05:00:00Z')]);
    await tick(hourly, '2026-01-01T05:00:00Z');
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(2);
    await tick(hourly, '2026-01-01T06:00:00Z');
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(4);
  });

  it('is for the minute in which it comes where the scheduler does not say for when', async () => {
    broken = false;
    const before = Date.now();
    await tick(hourly, '<aws.scheduler.scheduled-time>');
    const { at } = (await notes.latest({ personId: 'per_1' }))!;
    expect(at).toMatch(/:00\.000Z$/);
    expect(before - Date.parse(at)).toBeLessThan(60_000);
  });
});

describe('a webhook', () => {
  const { body: _, ...contract } = addNote;
  const hook = webhook(
    { ...contract, path: '/v1/webhooks/notes', audience: ['gateway'], returns: [200, addNote.returns[1]] } as const,
    async (body, headers) => {
      if (headers['x-signature'] !== 'good') return undefined;
      const { id, about } = JSON.parse(body);
      return { id, raises: about && noted.raise({ id: 'not_1', personId: about }) };
    },
  );
  const told = (body: object, signature = 'good') =>
    hook(
      { headers: { 'x-signature': signature }, body: JSON.stringify(body) } as never,
      { awsRequestId: randomUUID() } as never,
    );

  it('is believed only with its signature, kept once, and thanked for each time', async () => {
    expect(await told({ id: 'one', about: 'per_1' }, 'bad')).toMatchObject({ statusCode: notGenuine.status });
    expect(await rows()).toEqual([]);
    const all = await Promise.all([
      told({ id: 'one', about: 'per_1' }),
      told({ id: 'one', about: 'per_1' }),
      told({ id: 'two' }),
    ]);
    expect(all).toEqual(Array(3).fill({ statusCode: 200 }));
    expect(await raised(noted)).toHaveLength(1);
  });

  it('of a body too large is refused', async () => {
    expect(await told({ id: 'x'.repeat(70_000) })).toMatchObject({ statusCode: 413 });
  });
});

describe('a use case that asks something outside', () => {
  const asked: string[] = [];
  const pay = (fails = () => false) =>
    endpoint(
      { ...addNote, fails: [dull], needs: ['put:NOTE', 'get:NOTE'] } as const,
      async ({ body, actor, newId, first }) => {
        const key = { id: newId('not'), personId: actor.id, at: body.at };
        await first(notes.add({ ...key, text: 'asking' }));
        await fetch(`data:,${key.id}`); // stands for the gateway: it is asked under an id of ours
        asked.push(key.id);
        if (fails()) throw dull();
        const written = notes.change((await notes.get(key))!, { text: 'answered' });
        return outcome(written.item, written, noted.raise(written.item));
      },
    );
  const input = { as: client('per_1'), body: { at: '2026-01-02T09:00:00.000Z', text: 'canary' } };

  it('leaves nothing, its intent or all, wherever it is stopped, and asks under one id', async () => {
    asked.length = 0;
    expect(await stoppedAnywhere(pay(), input)).toBeGreaterThan(12);
    expect(new Set(asked).size).toBe(1);
  });

  it('goes on from its intent', async () => {
    let down = true;
    const handler = pay(() => down);
    expect(await call(handler, { ...input, key: 'k' })).toMatchObject({ status: 409 });
    expect(await notes.list({ personId: 'per_1' })).toMatchObject([{ text: 'asking' }]);
    down = false;
    expect(await call(handler, { ...input, key: 'k' })).toMatchObject({ status: 201 });
    expect(await notes.list({ personId: 'per_1' })).toMatchObject([{ text: 'answered' }]);
  });

  it('keeps an intent apart where there is no key', async () => {
    for (const _ of [1, 2]) expect(await call(pay(), input)).toMatchObject({ status: 201 });
    expect(await notes.list({ personId: 'per_1' })).toHaveLength(2);
  });
});
