import { Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { alarm, FIVE_MINUTES } from '../constructs/alarm.ts';
import { contractFunction, type Ground } from '../constructs/contract-function.ts';
import { deadLetters } from '../constructs/dead-letters.ts';
import { eventEntry } from '../constructs/event-entry.ts';
import { httpEntry } from '../constructs/http-entry.ts';
import { movingSettings } from '../constructs/moved-clock.ts';
import { partnerEntry } from '../constructs/partner-entry.ts';
import { queueEntry, workQueues } from '../constructs/queue-entry.ts';
import { scheduleEntry } from '../constructs/schedule-entry.ts';
import { socketEntry } from '../constructs/socket-entry.ts';
import { entriesOf, type Module } from '../modules.ts';

/** A module as its contracts say it. (Its triggers stand in the pool's stack.) */
export class ModuleStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { module, ground, ...props }: StackProps & { module: Module; ground: Ground },
  ) {
    super(scope, id, props);
    const { stage, api, events, data } = ground;
    const letters = () => deadLetters(this, stage, module.name, module.queues !== undefined);
    const queues = workQueues(this, stage, module, letters);
    for (const entry of entriesOf(module)) {
      if (entry.kind === 'trigger') continue;
      const { name, kind, contract } = entry;
      const { fn } = contractFunction(this, entry, ground, queues, settingsOf(module, ground));
      if (kind === 'route') httpEntry(this, name, contract, fn, api);
      const source = kind === 'route' && contract.partner ? stage.partners[contract.partner] : undefined;
      if (source !== undefined) partnerEntry(this, name, source, fn, letters());
      if (kind === 'listener') eventEntry(this, name, contract, fn, events, letters());
      if (kind === 'schedule') scheduleEntry(this, name, contract, fn, events.schedules, letters());
      if (kind === 'queue') queueEntry(this, name, fn, queues.get(contract.name)!);
      if (kind === 'socket') socketEntry(this, name, contract, fn, api);
    }
    alarm(this, stage, data.alarms, {
      page: 'bugs',
      of: module.name,
      says: `Something unexpected failed in ${module.name}; the log line says what people notice.`,
      metric: bugs(module),
      above: 0,
    });
  }
}

/** The unexpected failures of a module, as the kernel counts them. */
export const bugs = ({ name }: Module) =>
  new Metric({
    namespace: 'Steady',
    metricName: 'Bugs',
    dimensionsMap: { module: name },
    statistic: 'Sum',
    period: FIVE_MINUTES,
    label: name,
  });

/** The module that signs people in is the one that says where; the one that moves the clock knows what comes due. */
const settingsOf = ({ name }: Module, { stage, users, events, modules }: Ground): Record<string, string> => {
  if (name === 'clock') return movingSettings(modules, events);
  return name === 'identity'
    ? { POOL_CLIENT: users.client.userPoolClientId, SIGN_IN: users.signIn, WEB: stage.web }
    : {};
};
