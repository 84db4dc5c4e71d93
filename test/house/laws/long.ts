/** Files over two hundred lines, and why each is one file all the same. */
export const LONG: Readonly<Record<string, string>> = {
  'lambdas/payments/decisions.ts': 'what every way in does with a payment that moved on, said once',
  'lambdas/payments/routes.ts': 'the contracts of one module stand in one file, whatever their number',
  'lambdas/membership/routes.ts': 'the contracts of one module stand in one file, whatever their number',
  'lambdas/cessation/routes.ts': 'all that a client can ask of one module, in the order of their days',
  'bench/craving.ts': 'one use case by hand, whole',
  'test/payments/examples.ts': 'one of each route of the module, and what must be there before',
  'shared/table/entity.ts': 'all that can be asked of one kind of item, in one hop from a use case',
  'test/live/steps/six-months.ts': 'one story, from its first day to what came of it',
  'test/clock/move-clock.test.ts': 'the promises of one move, read together',
  'test/cessation/progress.test.ts': 'lives through whole histories, and counts them on paper',
  'test/shared/endpoint.test.ts': 'the promises of one chain, read together',
};
