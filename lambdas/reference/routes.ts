import { FileAnswer } from '#shared/http/file';
import { browsing, route } from '#shared/http/route';
import { FileName } from './schemas.ts';

export const getReference = route({
  method: 'GET',
  path: '/docs',
  audience: ['anyone'],
  limit: browsing,
  summary: 'This reference, to browse',
  returns: [200, FileAnswer],
  fails: [],
  needs: [],
  impact: 'nobody can browse the reference; the API works',
});

export const getReferenceFile = route({
  method: 'GET',
  path: '/docs/{file}',
  audience: ['anyone'],
  limit: browsing,
  summary: 'What the reference is made of; `openapi.json` is the description itself',
  params: { file: FileName },
  returns: [200, FileAnswer],
  fails: [],
  needs: [],
  impact: 'the reference opens empty; the API works',
});
