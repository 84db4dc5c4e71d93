import { route } from '#shared/http/route';
import { Overview } from './schemas.ts';

export const getOverview = route({
  method: 'GET',
  path: '/v1/insights/overview',
  audience: ['admin'],
  fresh: true,
  limit: { burst: 10, everySeconds: 6 },
  summary: 'How the platform is used',
  returns: [200, Overview],
  fails: [],
  needs: ['get:FIGURES', 'query:FIGURES', 'query:ACTIVE'],
  impact: 'admins do not see how the platform is used',
});
