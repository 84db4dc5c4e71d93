import { describe, expect, it } from 'vitest';
import { entriesOf, isEverywhere, modules as ours } from '#lib/modules';
import { probe } from './probe.ts';
import { synthesised } from './synth.ts';
import { allowed, functionOf, granted, listed, ofType } from './template.ts';

const modules = [...ours, probe];
const local = synthesised('local', modules);

describe.each([synthesised('dev', modules), synthesised('prod', modules)])('on $stage.name', (stage) => {
  const templates = Object.values(stage.stacks);

  it('there is no stack of the clock, no route to it, and no function of it', () => {
    expect(Object.keys(stage.stacks)).not.toContain('clock');
    const routes = templates.flatMap((template) => ofType(template, 'AWS::ApiGatewayV2::Route'));
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter(([, { Properties }]) => /clock/i.test(Properties['RouteKey']))).toEqual([]);
    expect(() => functionOf(stage, 'clock/move-clock')).toThrow();
    expect(() => functionOf(stage, 'clock/get-clock')).toThrow();
  });

  it('no function is told that the clock can be moved, or may ask how it stands', () => {
    const functions = templates.flatMap((template) => ofType(template, 'AWS::Lambda::Function'));
    const told = functions.flatMap(([, { Properties }]) => Object.keys(Properties['Environment']?.Variables ?? {}));
    expect(told).toContain('TABLE');
    expect(told.filter((name) => ['CLOCK', 'SCHEDULES', 'EACH'].includes(name))).toEqual([]);
    expect(JSON.stringify(granted(stage))).not.toContain('CLOCK');
  });

  it('nobody may look at schedules, and functions are called by the scheduler alone', () => {
    const all = granted(stage).flatMap(({ where, statement }) =>
      listed(statement.Action).map((action) => ({ where, action })),
    );
    expect(all.filter(({ action }) => action.startsWith('scheduler:'))).toEqual([]);
    const calls = all.filter(({ action }) => action === 'lambda:InvokeFunction');
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.filter(({ where }) => !where.includes('Caller'))).toEqual([]);
  });
});

describe('on local', () => {
  it('every entry of every module asks how the clock stands, and the kernel itself does not', () => {
    const asks = (bundle: string) => {
      const { properties, statements } = functionOf(local, bundle);
      const { CLOCK, TABLE } = properties['Environment'].Variables;
      return [CLOCK, TABLE !== undefined, allowed(statements).some((one) => /^dynamodb:GetItem .*CLOCK/.test(one))];
    };
    for (const { bundle } of modules.flatMap(entriesOf)) expect(asks(bundle), bundle).toEqual(['movable', true, true]);
    for (const bundle of ['kernel/relay', 'kernel/sweep'])
      expect(asks(bundle), bundle).toEqual([undefined, true, false]);
  });

  it('whoever moves it has the time for it, may call functions of ours, and knows of which no tick may be missed', () => {
    const { properties, statements } = functionOf(local, 'clock/move-clock');
    expect(properties['Timeout']).toBe(280);
    const each = modules.flatMap(({ schedules = {} }) =>
      Object.values(schedules).flatMap(({ name, missed }) => (missed === 'each' ? [name] : [])),
    );
    expect(properties['Environment'].Variables.EACH.split(',').sort()).toEqual(each.sort());
    const of = (action: string) =>
      statements
        .filter(({ Action }) => listed(Action).includes(action))
        .flatMap(({ Resource }) => [...JSON.stringify(Resource).matchAll(/[^:"]*\*/g)].map(([end]) => end));
    expect(of('lambda:InvokeFunction')).toEqual(['steady-local-*']);
    for (const action of ['scheduler:GetSchedule', 'scheduler:DeleteSchedule'])
      expect(of(action)).toEqual(['schedule/default/*', 'schedule/steady-local-schedules/*']);
    expect(of('scheduler:ListSchedules')).toEqual(['*']);
  });

  it('is the one stage that has modules of its own', () => {
    expect(modules.filter((module) => !isEverywhere(module)).map(({ name, only }) => [name, only])).toEqual([
      ['clock', 'local'],
    ]);
  });
});
