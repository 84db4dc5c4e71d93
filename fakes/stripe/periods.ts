/** So many months, days… later, by the calendar in UTC; where a month is shorter, its last day. */
export function later(from: number, interval: string, count = 1): number {
  const date = new Date(from * 1000);
  if (interval === 'day' || interval === 'week') return from + count * (interval === 'week' ? 7 : 1) * 86_400;
  const months = date.getUTCMonth() + count * (interval === 'year' ? 12 : 1);
  const day = date.getUTCDate();
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  date.setUTCFullYear(date.getUTCFullYear(), months, Math.min(day, lastDay));
  return date.getTime() / 1000;
}

/** The end of the period that holds `start`, counted from the anchor so that a 31st stays one. */
export function periodEnd(anchor: number, start: number, interval: string): number {
  for (let count = 1; ; count += 1) {
    const end = later(anchor, interval, count);
    if (end > start) return end;
  }
}
