import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type * as z from 'zod';
import type { Entry } from '#lambdas/payments/ledger-schemas';
import { ROOT } from '../../../../bin/machine/environment.ts';

/* The books as a client program keeps them by itself, and as it is told they are: balances by account, whose it is, and
 * currency. Those at nothing are left out. */

export type Balances = Readonly<Record<string, number>>;
export type Side = readonly [account: string, of: string, amountMinor: number];

/** So much of an amount as one number is of another, half up. */
export const portion = (amountMinor: number, part: number, whole: number) =>
  Math.floor((amountMinor * part) / whole + 0.5);

/** The fake's price list for euros: 2.9 % and 25 cents. */
export const cardFee = (amountMinor: number) => portion(amountMinor, 29, 1000) + 25;

export function added(sides: readonly Side[], currency: string): Balances {
  const sums: Record<string, number> = {};
  for (const [account, of, amountMinor] of sides) {
    const name = `${account} of ${of}, ${currency}`;
    sums[name] = (sums[name] ?? 0) + amountMinor;
  }
  return sorted(sums);
}

export const inEntries = (entries: readonly z.output<typeof Entry>[]): Balances => {
  const all = [...Map.groupBy(entries, ({ currency }) => currency)].map(([currency, some]) => {
    const lines = some.flatMap((entry) => entry.lines);
    return added(
      lines.map(({ account, of, amountMinor }) => [account, of, amountMinor]),
      currency,
    );
  });
  return sorted(Object.assign({}, ...all));
};

/** What `npm run check:ledger` says of the whole table. It fails if anything differs. */
export async function checkedBooks(endpoint: string): Promise<{ balances: Balances; verdict: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, [`${ROOT}bin/check.ts`, '--endpoint', endpoint]);
  const lines = stdout.trimEnd().split('\n');
  const balances = lines.slice(0, -1).map((line) => {
    const [, amount, name] = /^ *(-?\d+) {2}(.+)$/.exec(line)!;
    return [name!, Number(amount)] as const;
  });
  return { balances: sorted(Object.fromEntries(balances)), verdict: lines.at(-1)! };
}

/** By currency: no two are ever added up. */
export function sumsOf(balances: Balances): Balances {
  const sums: Record<string, number> = {};
  for (const [name, amount] of Object.entries(balances)) {
    const currency = name.slice(-3);
    sums[currency] = (sums[currency] ?? 0) + amount;
  }
  return sums;
}

const sorted = (balances: Balances): Balances =>
  Object.fromEntries(
    Object.entries(balances)
      .filter(([, amount]) => amount !== 0)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
