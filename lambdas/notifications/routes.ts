import * as z from 'zod';
import { route } from '#shared/http/route';
import { Notice } from './schemas.ts';

export const listNotices = route({
  method: 'GET',
  path: '/v1/notices',
  audience: ['client', 'coach', 'admin'],
  summary: 'My notices',
  returns: [200, z.object({ items: z.array(Notice) })],
  fails: [],
  needs: ['query:INBOX'],
  impact: 'the inbox does not open',
});
