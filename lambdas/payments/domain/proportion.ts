/** So much of an amount as one number is of another, half up. Exact however large the amount: a currency without small
 *  units has prices whose products no double holds. */
export function proportion(amountMinor: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  const [amount, of, all] = [BigInt(amountMinor), BigInt(part), BigInt(whole)];
  return Number((2n * amount * of + all) / (2n * all));
}

export const WHOLE_BPS = 10_000;

/** Of an amount that includes a tax, the tax. */
export const taxWithin = (grossMinor: number, taxBps: number) => proportion(grossMinor, taxBps, WHOLE_BPS + taxBps);
