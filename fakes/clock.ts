/** What a fake takes the time to be: what the world does, and ahead of that by as much as it was moved. It goes ahead only. */
export function clock(real: () => number) {
  let ahead = 0;
  const now = () => real() + ahead;
  const at = () => new Date(now()).toISOString();
  return {
    now,
    at,
    /** Says what time it is then. */
    moveTo(to: string): string {
      const moment = new Date(to).getTime();
      if (Number.isNaN(moment)) throw new RangeError(`${to} is no moment`);
      ahead = Math.max(ahead, moment - real());
      return at();
    },
  };
}
