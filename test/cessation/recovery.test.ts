import { describe, expect, it } from 'vitest';
import { toolsFor } from '#lambdas/cessation/domain/coping';
import { crisisHelp } from '#lambdas/cessation/domain/crisis';
import { recoveryStep } from '#lambdas/cessation/domain/recovery';
import { Craving } from '#lambdas/cessation/schemas';
import { CopingTool, CrisisHelp, RecoveryStep } from '#lambdas/cessation/strategy-schemas';

const TRIGGERS = Craving.shape.trigger.options;
const DAYS = [1, 2, 3, 4, 5, 6, 7];

describe('after a lapse', () => {
  it.each([
    ['on the first day', 1, 0, 'early-slip'],
    ['within a week', 1, 6, 'early-slip'],
    ['after a week', 1, 7, 'slip-on-the-way'],
    ['just before four weeks', 1, 27, 'slip-on-the-way'],
    ['after four weeks', 1, 28, 'late-slip'],
    ['a second day', 2, 300, 'stop-the-slide'],
    ['a third day', 3, 3, 'stop-the-slide'],
    ['four of seven', 4, 40, 'steady-again'],
    ['six of seven', 6, 6, 'steady-again'],
    ['all seven', 7, 90, 'begin-anew'],
  ])('%s', (_, smokingDays, daysSinceQuitDate, id) => {
    expect(recoveryStep({ smokingDays, daysSinceQuitDate })).toMatchObject({ id });
  });

  it('always has a next step, kind and whole, with a tool for what set it off', () => {
    for (const smokingDays of DAYS)
      for (const trigger of [undefined, ...TRIGGERS]) {
        const lapse = { smokingDays, daysSinceQuitDate: smokingDays * 5, trigger };
        const step = RecoveryStep.parse(recoveryStep(lapse));
        expect(step.tool).toEqual(toolsFor(trigger)[0]);
        expect(step.stays).toMatch(/smoke-free day.*longest run.*saved.*unlocked/);
        expect(`${step.text} ${step.nextTenMinutes} ${step.tomorrow}`).not.toMatch(
          /fail|must|should|weak|only yourself/i,
        );
        expect(recoveryStep({ ...lapse })).toEqual(step);
      }
  });
});

describe('tools against a craving', () => {
  it('fit the trigger first, and there are always some that fit any', () => {
    const any = toolsFor(undefined).map(({ id }) => id);
    expect(any.length).toBeGreaterThan(2);
    const all = TRIGGERS.flatMap((trigger) => {
      const tools = toolsFor(trigger).map((tool) => CopingTool.parse(tool));
      const own = tools.filter(({ id }) => !any.includes(id));
      expect(own.length).toBeGreaterThan(0);
      expect(tools.map(({ id }) => id)).toEqual([...own.map(({ id }) => id), ...any]);
      return own.map(({ id }) => id);
    });
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('in a crisis', () => {
  it('knows where to turn in a country, and elsewhere where to look', () => {
    expect(crisisHelp('kz')).toMatchObject({ emergency: '112', lines: [{ number: '111' }] });
    expect(crisisHelp('US')).toMatchObject({ emergency: '911', lines: [{ number: '988' }] });
    for (const country of ['XX', undefined]) {
      const { emergency, lines, directory, text } = CrisisHelp.parse(crisisHelp(country));
      expect({ emergency, lines }).toEqual({ emergency: undefined, lines: [] });
      expect(directory).toMatch(/^https:/);
      expect(text).toContain('emergency number');
    }
  });

  it('says when it was last looked over, and gives no advice', () => {
    expect(crisisHelp('DE')).toMatchObject({ edition: 1, lastChecked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(crisisHelp('DE').note).toMatch(/no medical advice.*doctor or pharmacist/s);
  });
});
