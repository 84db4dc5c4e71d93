import { dayAfter, daysBetween } from '#shared/time';

export const FIGURE = 'daily-activity';
/** So many days are shown, and so many missed nights made up for. */
export const SPAN = 30;

export const DEFINITION = 'People who changed something on that day (UTC): any accepted call but a read';
export const FRESHNESS = 'Days that are over are counted once, after midnight UTC; today is counted now';

/** A marker a person and day; with each, the day on which they signed up. */
export function counted(day: string, active: readonly { readonly since: string }[]) {
  const newcomers = active.filter(({ since }) => since === day).length;
  return { day, active: active.length, newcomers, returning: active.length - newcomers };
}

/** The days that are over and not counted, oldest first; of the first night ever, the one before it. */
export function uncounted(yesterday: string, last: string | undefined): string[] {
  const missed = last === undefined ? 1 : Math.min(SPAN, Math.max(0, daysBetween(last, yesterday)));
  return Array.from({ length: missed }, (_, index) => dayAfter(yesterday, index + 1 - missed));
}
