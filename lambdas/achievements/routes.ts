import * as z from 'zod';
import { route } from '#shared/http/route';
import { Achievement } from './schemas.ts';

export const listAchievements = route({
  method: 'GET',
  path: '/v1/achievements',
  audience: ['client'],
  summary: 'What you have unlocked, and how far the rest is',
  returns: [200, z.strictObject({ items: z.array(Achievement) })],
  fails: [],
  needs: ['get:SHELF', 'get:QUIT', 'unseal'],
  impact: 'clients do not see what they have achieved',
});
