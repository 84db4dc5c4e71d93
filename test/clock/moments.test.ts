import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from '#lambdas/clock/domain/moments';
import { checkMove, clockBackwards, clockTooFar, dueWithin, stepsOf } from '#lambdas/clock/domain/move';
import { modules } from '#lib/modules';
import { stages } from '#lib/stages';

const span = (after: string, until: string) => ({ after: new Date(after), until: new Date(until) });
const DAY = span('2027-03-01T12:00:00.000Z', '2027-03-02T12:00:00.000Z');
const made = new Date('2026-01-01T00:00:07.000Z');
const of = (at: string, during = DAY) => momentsOf(at, made, during).map((moment) => moment.toISOString().slice(5, 16));

describe('the moments of a schedule', () => {
  it.each<[string, string[]]>([
    ['cron(10 0 * * ? *)', ['03-02T00:10']],
    ['cron(0 12 * * ? *)', ['03-02T12:00']], // the end belongs to the span, the beginning to the one before
    ['cron(5/25 1 * * ? *)', ['03-02T01:05', '03-02T01:30', '03-02T01:55']],
    ['cron(0 22-1 * * ? *)', []],
    ['cron(0 13,20-22 ? * MON-FRI 2027)', ['03-01T13:00', '03-01T20:00', '03-01T21:00', '03-01T22:00']],
    ['cron(0 8 ? * 3 *)', ['03-02T08:00']], // Tuesday: Sunday is 1
    ['cron(0 8 2 MAR ? *)', ['03-02T08:00']],
    ['cron(0 8 1/2 * ? *)', []],
    ['cron(0 */8 * * ? 2026,2027)', ['03-01T16:00', '03-02T00:00', '03-02T08:00']],
    ['cron(0 8 * * ? 2028)', []],
    ['rate(8 hours)', ['03-01T16:00', '03-02T00:00', '03-02T08:00']],
    ['rate(1 day)', ['03-02T00:00']],
    ['at(2027-03-02T09:30:00)', ['03-02T09:30']],
    ['at(2027-03-01T09:30:00)', ['03-01T09:30']], // late, and due still
    ['at(2027-03-02T12:00:01)', []],
  ])('%s', (at, moments) => expect(of(at)).toEqual(moments));

  it('a rate counts from when it was made', () => {
    const hour = span('2026-01-01T00:00:00.000Z', '2026-01-01T00:03:07.000Z');
    const all = momentsOf('rate(1 minute)', made, hour).map((moment) => moment.toISOString().slice(14, 19));
    expect(all).toEqual(['01:07', '02:07', '03:07']);
  });

  it.each([
    'cron(0 8 L * ? *)',
    'cron(0 8 ? * 2#1 *)',
    'cron(0 8 15W * ? *)',
    'cron(60 8 * * ? *)',
    'cron(0 8 * * ?)',
    'cron(0/0 8 * * ? *)',
    'cron(1-2-3 8 * * ? *)',
    'cron(1/2/3 8 * * ? *)',
    'rate(0 minutes)',
    'rate(1 week)',
    'at(tomorrow)',
    'at(2027-02-30T00:00:00Z)',
    'every day',
  ])('%s is refused, and not taken for something else', (at) => {
    expect(() => of(at)).toThrow('is no time that this clock can read');
  });

  it('can read every schedule that there is', () => {
    const all = modules.flatMap(({ schedules = {} }) => Object.values(schedules).map(({ at }) => at));
    for (const at of [...all, `rate(${stages.local.sweepMinutes} minute)`])
      expect(momentsOf(at, made, span('2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z')).length, at).toBeGreaterThan(10);
  });

  it('does not depend on how a span is cut', () => {
    const forms = ['cron(10 0 * * ? *)', 'cron(7/13 */3 ? * MON,WED *)', 'rate(7 hours)', 'cron(0 0 1 * ? *)'];
    const minute = fc.integer({ min: 0, max: 40 * 1440 });
    fc.assert(
      fc.property(fc.constantFrom(...forms), minute, minute, minute, (at, ...minutes) => {
        const [a, b, c] = minutes
          .sort((one, other) => one - other)
          .map((past) => new Date(Date.parse('2027-02-20T00:00:00Z') + past * 60_000)) as [Date, Date, Date];
        const whole = momentsOf(at, made, { after: a, until: c });
        const cut = [...momentsOf(at, made, { after: a, until: b }), ...momentsOf(at, made, { after: b, until: c })];
        expect(cut).toEqual(whole);
      }),
    );
  });
});

describe('a move', () => {
  const now = new Date('2027-03-01T12:00:00.000Z');
  const plus = (ms: number) => new Date(now.getTime() + ms);

  it('goes forward, by 31 days at the most, and what was asked for last may be asked for again', () => {
    expect(() => checkMove(plus(-1), now, undefined)).toThrow(clockBackwards.title);
    expect(() => checkMove(plus(31 * 86_400_000 + 1), now, undefined)).toThrow(clockTooFar.title);
    for (const ms of [0, 31 * 86_400_000]) checkMove(plus(ms), now, undefined);
    checkMove(plus(-1), now, plus(-1).toISOString());
  });

  it('is made a day at a time', () => {
    const steps = stepsOf({ after: now, until: plus(2.5 * 86_400_000) });
    expect(steps.map(({ after, until }) => (until.getTime() - after.getTime()) / 86_400_000)).toEqual([1, 1, 0.5]);
    expect(stepsOf({ after: now, until: now })).toEqual([]);
  });

  it('calls in order: every tick of those that miss none, of the others the last, and what is called once', () => {
    const timed = (name: string, at: string, missed: 'each' | 'once') => ({ name, at, made, missed });
    const all = [
      timed('z', 'cron(0 0/8 * * ? *)', 'each'),
      timed('sweep', 'rate(1 minute)', 'once'),
      timed('late', 'at(2027-02-01T00:00:00)', 'once'),
      timed('a', 'cron(0 8 * * ? *)', 'each'),
      timed('soon', 'at(2027-03-02T00:00:01)', 'once'),
    ];
    expect(dueWithin(all, DAY).map(({ schedule, at }) => `${schedule.name} ${at.toISOString().slice(8, 19)}`)).toEqual([
      'late 01T12:00:00',
      'z 01T16:00:00',
      'z 02T00:00:00',
      'soon 02T00:00:01',
      'a 02T08:00:00',
      'z 02T08:00:00',
      'sweep 02T11:59:07',
    ]);
  });
});
