import { readFile } from 'node:fs/promises';
import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { HEADERS, START, typeOf } from './domain/page.ts';
import { getReferenceFile } from './routes.ts';

const beside = (file: string) =>
  readFile(new URL(`./files/${file}`, import.meta.url)).catch(() => {
    throw notFound();
  });

export const handler = endpoint(getReferenceFile, async ({ params: { file } }) => {
  const content = file === 'start.js' ? START : await beside(file);
  return outcome({ contentType: typeOf(file), content, headers: HEADERS });
});
