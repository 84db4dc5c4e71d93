import { expect, it } from 'vitest';
import { authorisingLines } from '../../bin/prove/authorisation.ts';

const found = (file: string, text: string) => authorisingLines(file, text).map(({ line, text }) => [line, text]);

it('knows a line that keeps somebody out', () => {
  const text = `
    if (item.personId !== actor.id) throw notFound();
    if (isBad) { throw forbidden({ detail: 'no' }); }
    if (isOdd) throw new Error('a bug');
    if (late) { log(); throw forbidden(); }
    throw notFound();`;
  expect(found('lambdas/x/get-y.ts', text)).toEqual([
    [2, 'if (item.personId !== actor.id) throw notFound();'],
    [3, "if (isBad) { throw forbidden({ detail: 'no' }); }"],
    [5, 'if (late) { log(); throw forbidden(); }'],
  ]);
});

it('knows what a contract says of who may, and of nothing else', () => {
  const text = `route({ method: 'GET', audience: ['client'], fresh: true, consent: 'x', summary: '' });`;
  expect(found('lambdas/x/routes.ts', text).map(([, one]) => one)).toEqual([
    "audience: ['client']",
    'fresh: true',
    "consent: 'x'",
  ]);
  expect(found('lambdas/x/schemas.ts', text)).toEqual([]);
});
