import { route } from '#shared/http/route';
import { pageOf } from '#shared/page';
import { Notice } from './schemas.ts';

export const listNotices = route({
  method: 'GET',
  path: '/v1/notices',
  audience: ['person'],
  summary: 'My notices, the latest first',
  pages: true,
  returns: [200, pageOf(Notice)],
  fails: [],
  needs: ['query:INBOX'],
  impact: 'the inbox does not open',
});
