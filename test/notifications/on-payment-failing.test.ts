import { randomUUID } from 'node:crypto';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { beforeAll, expect, it } from 'vitest';
import { paymentFailing } from '#lambdas/membership/events';
import { handler } from '#lambdas/notifications/on-payment-failing';
import { notices } from '#lambdas/notifications/records';
import { account } from '../identity/people.ts';
import { letters } from '../identity/pool.ts';
import { deliver, stoppedAnywhere } from '../kit/index.ts';

const run = randomUUID().slice(0, 8);
beforeAll(() => new SESClient().send(new VerifyEmailIdentityCommand({ EmailAddress: process.env['SENDER'] })));

it.each([
  ['en', 'April 11, 2026'],
  ['ru', '11 апреля 2026 г.'],
  ['kk', '2026 ж. 11 сәуір'],
  ['vi', '11 tháng 4, 2026'],
] as const)('writes in %s, and tells inside the app, once', async (language, day) => {
  const personId = `per_failing_${language}`;
  const address = `${personId}-${run}@example.com`;
  await account(personId, { address, language, zone: 'Asia/Almaty' });
  const at = '2026-04-04T04:00:00.000Z';
  const event = paymentFailing.raise({ personId, until: '2026-04-10T20:30:00.000Z', at });
  for (const _ of [1, 2]) await deliver(handler, event);
  const [letter, ...more] = await letters(address);
  expect(more).toEqual([]);
  expect(letter!.BodyText).toContain(day);
  expect(letter!.Subject + letter!.BodyText).not.toContain('{');
  expect(await notices.list({ personId })).toMatchObject([{ kind: 'payment-failing', at }]);
});

it('leaves, and is told, wherever it was stopped', async () => {
  const [personId, address] = ['per_failing_stopped', `stopped-${run}@example.com`];
  await account(personId, { address });
  const [until, at] = ['2026-04-10T20:30:00.000Z', '2026-04-04T04:00:00.000Z'];
  expect(await stoppedAnywhere(handler, paymentFailing.raise({ personId, until, at }))).toBeGreaterThan(4);
  expect((await letters(address)).length).toBeGreaterThan(0);
  expect(await notices.list({ personId })).toHaveLength(1);
});
