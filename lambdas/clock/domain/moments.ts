import { days, hours, minutes } from '#shared/time';

/** After this moment, and up to and including that one. */
export interface Span {
  readonly after: Date;
  readonly until: Date;
}

const UNITS = { minute: minutes(1), hour: hours(1), day: days(1) } as const;
const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** When the scheduler calls, in AWS's words (UTC), within a span: the forms that our schedules have. Of a rate, `made` is
 *  when it began to count. */
export function momentsOf(at: string, made: Date, span: Span): Date[] {
  const [, kind, words] = /^(cron|rate|at)\((.+)\)$/.exec(at) ?? [];
  if (kind === 'cron') return cron(words!.trim().split(/\s+/), span);
  if (kind === 'rate') return rate(words!, made, span);
  if (kind === 'at') return [once(words!)].filter((moment) => moment <= span.until); // one that is late is due still
  throw unreadable(at);
}

export const isOnce = (at: string) => at.startsWith('at(');

const unreadable = (words: string) => new Error(`${words} is no time that this clock can read`);

const once = (words: string): Date => {
  const moment = new Date(`${words}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(words) || Number.isNaN(moment.getTime())) throw unreadable(words);
  return moment;
};

function rate(words: string, made: Date, { after, until }: Span): Date[] {
  const [, count, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(words) ?? [];
  if (unit === undefined) throw unreadable(words);
  const each = Number(count) * UNITS[unit as keyof typeof UNITS];
  const first = Math.max(1, Math.floor((after.getTime() - made.getTime()) / each) + 1);
  const moments: Date[] = [];
  for (let at = made.getTime() + first * each; at <= until.getTime(); at += each) moments.push(new Date(at));
  return moments;
}

/** Minutes, hours, days of the month, months, weekdays (Sunday is 1), years. */
function cron(fields: readonly string[], { after, until }: Span): Date[] {
  if (fields.length !== 6) throw unreadable(fields.join(' '));
  const [minute, hour, day, month, weekday, year] = fields as [string, string, string, string, string, string];
  const inMinutes = numbers(minute, 0, 59);
  const inHours = numbers(hour, 0, 23);
  const onDays = numbers(day, 1, 31);
  const inMonths = numbers(month, 1, 12, MONTHS);
  const onWeekdays = numbers(weekday, 1, 7, WEEKDAYS);
  const inYears = numbers(year, 1970, 2199);
  const moments: Date[] = [];
  for (let date = startOfDay(after); date <= until; date = new Date(date.getTime() + days(1))) {
    const isOn =
      onDays.has(date.getUTCDate()) &&
      inMonths.has(date.getUTCMonth() + 1) &&
      onWeekdays.has(date.getUTCDay() + 1) &&
      inYears.has(date.getUTCFullYear());
    if (!isOn) continue;
    for (const at of inHours)
      for (const past of inMinutes) moments.push(new Date(date.getTime() + hours(at) + minutes(past)));
  }
  return moments.filter((moment) => moment > after && moment <= until);
}

const startOfDay = (moment: Date) => new Date(Math.floor(moment.getTime() / days(1)) * days(1));

/** `*`, `?`, `7`, `1-5`, `MON-FRI`, `0/15`, `1-31/2`, and lists of these; in order. */
function numbers(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const found = new Set<number>();
  const numberOf = (word: string) => {
    const named = names.indexOf(word.toUpperCase());
    const number = named >= 0 ? named + least : /^\d+$/.test(word) ? Number(word) : Number.NaN;
    if (!(number >= least && number <= most)) throw unreadable(field);
    return number;
  };
  for (const part of field.split(',')) {
    const [range = '', step = '1', ...others] = part.split('/');
    if (others.length > 0 || !/^[1-9]\d*$/.test(step)) throw unreadable(field);
    const isAll = range === '*' || range === '?';
    const [from, to, ...more] = isAll ? [least, most] : range.split('-').map(numberOf);
    if (more.length > 0) throw unreadable(field);
    const last = to ?? (part.includes('/') ? most : from!);
    for (let number = from!; number <= last; number += Number(step)) found.add(number);
  }
  return new Set([...found].sort((one, other) => one - other));
}
