import { expect, it } from 'vitest';
import { exchange } from '#shared/gateways/exchange';
import { type Shown, serve } from '../../fakes/serve.ts';
import { closing } from './closing.ts';

const json = (status: number): Shown => ({ status, json: { said: status } });

it.each([
  ['an answer', json(200), { kind: 'answer', value: { status: 200, body: { said: 200 } } }],
  ['a no', json(422), { kind: 'answer', value: { status: 422, body: { said: 422 } } }],
  ['nothing', { text: '' } as const, { kind: 'answer', value: { status: 200, body: {} } }],
  ['too much asked', json(429), { kind: 'doubt', why: 'busy' }],
  ['a break', json(500), { kind: 'doubt', why: 'broken' }],
  ['a gateway before it that breaks', json(503), { kind: 'doubt', why: 'broken' }],
  ['what is no JSON', { text: '<html>' } as const, { kind: 'doubt', why: 'broken' }],
  ['a way elsewhere', { goTo: 'http://127.0.0.1:9/' } as const, { kind: 'doubt', why: 'no_answer' }],
  ['silence', 'silence' as const, { kind: 'doubt', why: 'no_answer' }],
])('hears %s', async (_, shown, heard) => {
  const { url, close } = await serve('a gateway', 0, () => shown);
  closing.push(close);
  expect(await exchange(url, { method: 'POST', body: '{}' })).toEqual(heard);
});
