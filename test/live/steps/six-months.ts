import { partialDeepStrictEqual as has, ok, deepStrictEqual as same } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { listAchievements } from '#lambdas/achievements/routes';
import {
  answerFollowUp,
  getQuitPlan,
  getRecoveryStep,
  getSummary,
  listAttempts,
  listFollowUps,
  logCraving,
  logDay,
  setQuitPlan,
  setSmokingProfile,
  tellLapse,
} from '#lambdas/cessation/routes';
import { getOverview } from '#lambdas/insights/routes';
import { dayAfter, dayIn, dayStart, daysBetween, hours } from '#shared/time';
import { moveTo, timeHere } from '../../../bin/client/clock.ts';
import { granted } from '../../../bin/client/granted.ts';
import { consent, enter, type Person, register } from '../../../bin/client/person.ts';
import type { Deployed } from '../../../bin/machine/deployed.ts';
import { counted } from '../../cessation/slow.ts';
import type { Cast } from '../journey.ts';
import { eventually, step } from '../step.ts';
import { CHOSEN } from './signing-in.ts';

/** Its clocks change every half a year, so any six months have a change in them. */
const ZONE = 'Australia/Sydney';
const PREPARING = 5;
const FIRST_SLIP = 40;
const SECOND_SLIP = 101;
const profile = { zone: ZONE, cigarettesADay: 15, smokingSince: '2008-01-01' };
const pack = { price: { amountMinor: 4_599, currency: 'AUD' }, cigarettes: 20 };
const MEASURES = ['abstinent7', 'abstinent30', 'prolonged', 'russell'] as const;

/** Two people stop on the same day. One lives through six months with two slips, and answers after one month and after six;
 *  the other answers after one month, and is not heard of again. */
export function sixMonths(deployed: Deployed, cast: Cast) {
  const admin = () => cast.admin!;
  const logs = new Map<string, number>();
  const slips: string[] = [];
  let [ann, ben]: (Person | undefined)[] = [];
  let [quitDate, began]: string[] = [];

  const on = (count: number) => dayAfter(quitDate!, count);
  /** Noon where they live. */
  const noon = (day: string) => new Date(dayStart(ZONE, day).getTime() + hours(12)).toISOString();
  const until = (day: string) => moveTo(admin(), noon(day));
  const told = (day: string) => (logs.get(day) ?? 0) + slips.filter((date) => date === day).length;
  const smokedSince = (from: string, before: string) => {
    let sum = 0;
    for (let day = from; day < before; day = dayAfter(day, 1)) sum += told(day);
    return sum;
  };
  const log = async (day: string, cigarettes: number) => {
    const kept = granted(await ann!.call(logDay, { params: { date: day }, body: { cigarettes, mood: 3, craving: 4 } }));
    has(kept, { date: day, cigarettes, backDated: false });
    logs.set(day, cigarettes);
  };
  const summary = async () => granted(await ann!.call(getSummary));
  /** The figures as this program counts them by itself. */
  const onPaper = async () => {
    const now = new Date(await timeHere(admin()));
    const { relapsedOn, ...figures } = counted(
      {
        ...profile,
        since: began!,
        packs: [{ ...pack, from: began! }],
        attempts: [{ quitDate: quitDate! }],
        logs: [...logs].map(([date, cigarettes]) => ({ date, cigarettes })),
        slips,
      },
      now,
    );
    same(relapsedOn, undefined);
    return figures;
  };
  const newcomer = async (name: string) => {
    const address = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
    const password = await register(deployed, { address, name, language: 'en', zone: ZONE, role: 'client' });
    cast.secrets.push(address, password);
    const person = await enter(deployed, address, password, CHOSEN);
    await consent(person);
    granted(await person.call(setSmokingProfile, { body: { ...profile, pack } }));
    return person;
  };
  const answer = async (person: Person, months: 1 | 6, honest: { since: number; last7: number; last30: number }) => {
    const { items } = granted(await person.call(listFollowUps));
    const { attemptId, state } = items.find((item) => item.months === months)!;
    same(state, 'open');
    const said = {
      smokedLast7Days: honest.last7 > 0,
      smokedLast30Days: honest.last30 > 0,
      cigarettesSinceGrace: honest.since,
      wasBack: false,
    };
    const { outcome } = granted(await person.call(answerFollowUp, { body: { attemptId, months, answer: said } }));
    same(outcome, {
      responded: true,
      abstinent7: honest.last7 === 0,
      abstinent30: honest.last30 === 0,
      prolonged: true,
      ...(months === 6 && { russell: honest.since <= 5 }),
      contradicted: false,
    });
    return outcome;
  };
  const answered = async (person: Person, months: 1 | 6, day: string, smokes: boolean) => {
    const sum = (from: string) => (smokes ? smokedSince(from, day) : 0);
    return answer(person, months, {
      since: sum(on(14)),
      last7: sum(dayAfter(day, -7)),
      last30: sum(dayAfter(day, -30)),
    });
  };
  const due = async (months: number) => {
    const { items } = granted(await ann!.call(listFollowUps));
    return items.find((item) => item.months === months)!;
  };
  /** Of the two: at one month both answered and were free; at three nobody answered; at six one of them had done it. */
  const worked = (months: number) => {
    if (months === 1) return { responders: [2, 2], missing: [2, 2] };
    return months === 3 ? { responders: [0, 0], missing: [0, 2] } : { responders: [1, 1], missing: [1, 2] };
  };
  const NONE = { responders: [0, 0], missing: [0, 0] };
  /** How many attempts stood how, of those settled: as the overview says it. */
  const rates = async () => {
    const { outcomes } = granted(await admin().call(getOverview));
    return outcomes.flatMap(({ months, measures }) =>
      measures.map(({ measure, respondersOnly, missingIsSmoking }) => ({
        months,
        measure,
        responders: [respondersOnly.numerator, respondersOnly.denominator],
        missing: [missingIsSmoking.numerator, missingIsSmoking.denominator],
      })),
    );
  };
  let before: Awaited<ReturnType<typeof rates>>;
  let after: typeof before;

  const steps = [
    step('two people mean to stop in five days, one step at a time', async () => {
      before = await rates();
      [ann, ben] = [await newcomer('Sixmonths'), await newcomer('Silent')];
      began = dayIn(ZONE, await timeHere(admin()));
      quitDate = dayAfter(began, PREPARING);
      const body = { quitDate, zone: ZONE, method: 'gradual' } as const;
      for (const person of [ann, ben]) has(granted(await person.call(setQuitPlan, { body })), { status: 'running' });
      const plan = granted(await ann.call(getQuitPlan));
      same(
        plan.targets?.map(({ cigarettes }) => cigarettes),
        [15, 12, 9, 6, 3, 0],
      );
      same(plan.stage?.stage, 'preparation');
      return { quitDate, lines: plan.strategy?.lines.length, personal: plan.personal?.lines };
    }),
    step('the days before it hold fewer and fewer', async () => {
      for (const [ahead, cigarettes] of [15, 12, 9, 6, 3].entries()) {
        await until(dayAfter(began!, ahead));
        await log(dayAfter(began!, ahead), cigarettes);
      }
      await until(on(0));
      has(await summary(), await onPaper());
      return `${(await summary()).cigarettesAvoided} cigarettes avoided before the quit date`;
    }),
    step('the first two weeks are told day by day', async () => {
      for (let day = 0; day < 14; day += 1) {
        await until(on(day));
        await log(on(day), 0);
      }
      await until(on(14));
      const seen = await summary();
      has(seen, await onPaper());
      return { smokeFree: seen.smokeFree, healthScore: seen.healthScore?.score };
    }),
    step('after a month both answer', async () => {
      const { due: day } = await due(1);
      await until(day);
      await log(day, 0);
      return [await answered(ann!, 1, day, true), await answered(ben!, 1, day, false)];
    }),
    step('a craving ends in a cigarette; the way on says what stays', async () => {
      await until(on(FIRST_SLIP));
      const at = noon(on(FIRST_SLIP));
      granted(await ann!.call(logCraving, { body: { at, trigger: 'stress', intensity: 9, smoked: true } }));
      slips.push(on(FIRST_SLIP));
      const seen = await summary();
      same(seen.smokeFree?.current, 0);
      has(seen, await onPaper());
      return granted(await ann!.call(getRecoveryStep));
    }),
    step('an evening with friends costs three; the attempt goes on', async () => {
      await until(on(SECOND_SLIP));
      const at = noon(on(SECOND_SLIP));
      granted(await ann!.call(tellLapse, { body: { at, cigarettes: 3, trigger: 'company' } }));
      slips.push(...Array<string>(3).fill(on(SECOND_SLIP)));
      has(granted(await ann!.call(listAttempts)).items[0], { status: 'running' });
      has(await summary(), await onPaper());
      return (await summary()).smokeFree;
    }),
    step('two days in each month are told, across a change of the clock', async () => {
      const { due: day } = await due(6);
      for (let week = on(SECOND_SLIP + 7); week < day; week = dayAfter(week, 28)) {
        for (let count = 0; count < 2 && dayAfter(week, count) < day; count += 1) {
          await until(dayAfter(week, count));
          await log(dayAfter(week, count), 0);
        }
      }
      await until(day);
      const lived = Array.from({ length: daysBetween(began!, day) }, (_, count) => dayAfter(began!, count));
      const offsets = new Set(lived.map((each) => (Date.parse(each) - dayStart(ZONE, each).getTime()) / hours(1)));
      same(offsets.size, 2);
      has(await summary(), await onPaper());
      return { offsets: [...offsets], smokeFree: (await summary()).smokeFree };
    }),
    step('after six months one answers, and has done it', async () => {
      const { due: day } = await due(6);
      const outcome = await answered(ann!, 6, day, true);
      has(granted(await ann!.call(listAttempts)).items[0], { status: 'achieved' });
      return outcome;
    }),
    step('achievements were unlocked on the way', () =>
      eventually(async () => {
        const { items } = granted(await ann!.call(listAchievements));
        const held = items.filter(({ unlockedAt }) => unlockedAt !== undefined).map(({ achievement }) => achievement);
        const { smokeFree, cigarettesAvoided = 0 } = await summary();
        same(held.includes('smoke-free-2-weeks'), (smokeFree?.longest ?? 0) >= 14);
        same(held.includes('cigarettes-avoided-1000'), cigarettesAvoided >= 1_000);
        ok(held.includes('came-back'));
        return held;
      }),
    ),
    step('once the windows have closed, the outcomes are settled and counted', async () => {
      const { closes } = await due(6);
      let day = dayAfter(closes, 2);
      await until(day);
      after = await eventually(async () => {
        day = dayAfter(day, 1);
        await until(day); // the night counts what was heard of by then
        const found = await rates();
        const since = found.map(({ responders, missing, ...which }, index) => ({
          ...which,
          responders: responders.map((count, part) => count - before[index]!.responders[part]!),
          missing: missing.map((count, part) => count - before[index]!.missing[part]!),
        }));
        // Others who stopped before are never heard of again: they are in the second denominator alone.
        const others = since[0]!.missing[1]! - worked(1).missing[1]!;
        same(
          since,
          found.map(({ months, measure }) => {
            const isMeasured = months < 12 && (measure !== 'russell' || months === 6);
            const { responders, missing } = worked(months);
            const all = [missing[0], missing[1]! + others];
            return { months, measure, ...(isMeasured ? { responders, missing: all } : NONE) };
          }),
        );
        return found;
      }, 60_000);
      return 'as worked out';
    }),
  ];

  const share = ([some, all]: readonly number[]) =>
    `${some}/${all}${all ? ` = ${Math.round((100 * some!) / all)} %` : ''}`;
  const outcomes = [
    ...[1, 3, 6].flatMap((months) =>
      MEASURES.filter((measure) => months === 6 || measure !== 'russell').map((measure) =>
        step(`${months} months, ${measure}, self-reported`, async () => {
          const { responders, missing } = after.find((one) => one.months === months && one.measure === measure)!;
          return { responders: share(responders), 'missing = smoking': share(missing) };
        }),
      ),
    ),
  ];
  return { steps, outcomes };
}
