import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MOVEMENTS } from '#lambdas/payments/domain/movements';

const readme = readFileSync(new URL('../../lambdas/payments/README.md', import.meta.url), 'utf8');

const sides = (side: object) =>
  Object.entries(side)
    .map(([account, figure]) => `${account}: ${figure}`)
    .join(', ');

it('shows in its table what each movement books', () => {
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, ...row]) => row);
  expect(rows).toEqual(
    Object.entries(MOVEMENTS)
      .filter(([movement]) => movement !== 'reversed')
      .map(([movement, { debit, credit }]) => [movement, sides(debit), sides(credit)]),
  );
});
