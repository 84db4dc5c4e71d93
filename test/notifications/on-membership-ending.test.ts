import { randomUUID } from 'node:crypto';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { beforeAll, expect, it } from 'vitest';
import { membershipEnding } from '#lambdas/membership/events';
import { handler } from '#lambdas/notifications/on-membership-ending';
import { account } from '../identity/people.ts';
import { letters } from '../identity/pool.ts';
import { deliver, erase, stoppedAnywhere } from '../kit/index.ts';

/** An address that is new at every run: what was sent stays in the local AWS. */
const run = randomUUID().slice(0, 8);
const box = (who: string) => `${who}-${run}@example.com`;
/** Late in the evening where the day begins; in Almaty it is the next one. */
const ending = (personId: string) =>
  membershipEnding.raise({ personId, until: '2026-04-10T20:30:00.000Z', at: '2026-04-03T04:00:00.000Z' });

beforeAll(() => new SESClient().send(new VerifyEmailIdentityCommand({ EmailAddress: process.env['SENDER'] })));

it.each([
  ['en', 'America/New_York', 'April 10, 2026', 'Your Premium'],
  ['en', 'Asia/Almaty', 'April 11, 2026', 'Your Premium'],
  ['ru', 'Asia/Almaty', '11 апреля 2026 г.', 'Ваш Premium'],
  ['kk', 'Asia/Almaty', '2026 ж. 11 сәуір', 'төленген'],
  ['vi', 'Asia/Ho_Chi_Minh', '11 tháng 4, 2026', 'Premium của bạn'],
] as const)('writes in %s, by the calendar of %s', async (language, zone, day, words) => {
  const personId = `per_${language}${zone.length}`;
  await account(personId, { address: box(personId), language, zone });
  const event = ending(personId);
  for (const _ of [1, 2, 3]) await deliver(handler, event);
  const [letter, ...more] = await letters(box(personId));
  expect(more).toEqual([]);
  expect(letter!.Subject).toContain(words);
  for (const text of [letter!.Subject, letter!.BodyText]) {
    expect(text).toContain(day);
    expect(text).not.toContain('{');
  }
});

it('leaves wherever it was stopped', async () => {
  await account('per_stop', { address: box('stop') });
  await stoppedAnywhere(handler, ending('per_stop'));
  expect((await letters(box('stop'))).length).toBeGreaterThan(0);
});

it('is not written to somebody who was erased, or whom nobody knows', async () => {
  await account('per_gone', { address: box('gone') });
  await erase('per_gone');
  await deliver(handler, ending('per_gone'));
  await deliver(handler, ending('per_none'));
  expect(await letters(box('gone'))).toEqual([]);
});
