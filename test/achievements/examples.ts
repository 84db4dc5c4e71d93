import { shelves } from '#lambdas/achievements/records';
import { fresh } from '#lambdas/cessation/domain/progress';
import { progresses } from '#lambdas/cessation/records';
import type { Example } from '../entries/example.ts';
import { given } from '../kit/index.ts';

const unlocked = [{ id: 'ach_1', achievement: 'first-log', at: '2026-01-02T09:00:00.000Z' }];

export const listAchievements: Example = {
  given: (personId) =>
    given(shelves.add({ personId, unlocked }), progresses.add(fresh(personId, 'Asia/Almaty', '2026-01-02'))),
  owned: 'key',
};
