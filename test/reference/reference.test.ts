import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { bundle } from '../../bin/bundle.ts';
import { entries } from '../../lib/modules.ts';
import { ROOT } from '../house/tree.ts';

const out = mkdtempSync(join(tmpdir(), 'reference-'));
afterAll(() => rmSync(out, { recursive: true }));

/** As it is deployed: what the page fetches lies beside the bundle. */
await bundle(Object.fromEntries(Object.entries(entries).filter(([name]) => name.startsWith('reference/'))), out);

async function get(entry: string, file?: string, accepts?: string) {
  const { handler } = await import(join(out, `reference/${entry}/index.mjs`));
  const path = file === undefined ? '/docs' : `/docs/${file}`;
  const { statusCode, headers, body, isBase64Encoded } = await handler({
    rawPath: path,
    headers: { ...(accepts !== undefined && { 'accept-encoding': accepts }) },
    requestContext: { http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
    ...(file !== undefined && { pathParameters: { file } }),
  });
  return { status: statusCode, headers, bytes: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

it('opens without a token, and lets nothing in from elsewhere', async () => {
  const { status, headers, bytes } = await get('get-reference');
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
  const page = bytes.toString();
  expect(page).not.toMatch(/https?:|<script>|<style|\son\w+=/);
  const fetched = [...page.matchAll(/(?:src|href)="docs\/([^"]+)"/g)].map(([, file]) => file!);
  expect(fetched).toEqual(['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js']);
  for (const file of fetched) expect(await get('get-reference-file', file)).toMatchObject({ status: 200 });
});

it.each([
  ['swagger-ui.css', 'text/css', 'node_modules/swagger-ui-dist/swagger-ui.css'],
  ['swagger-ui-bundle.js', 'text/javascript', 'node_modules/swagger-ui-dist/swagger-ui-bundle.js'],
  ['openapi.json', 'application/json', 'docs/openapi.json'],
])('serves %s, byte for byte, pressed for whoever takes it so', async (file, type, original) => {
  const bytes = readFileSync(join(ROOT, original));
  const plain = await get('get-reference-file', file);
  expect(plain.bytes.equals(bytes)).toBe(true);
  expect(plain.headers).toMatchObject({
    'content-type': `${type}; charset=utf-8`,
    'cache-control': expect.stringContaining('max-age'),
  });
  expect(plain.headers).not.toHaveProperty('content-encoding');
  const pressed = await get('get-reference-file', file, 'br, gzip');
  expect(pressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(pressed.bytes.length).toBeLessThan(bytes.length / 2);
  expect(gunzipSync(pressed.bytes).equals(bytes)).toBe(true);
  expect((await get('get-reference-file', file, 'gzip;q=0')).bytes.equals(bytes)).toBe(true);
});

it.each(['nothing.js', 'index.mjs'])('has no %s', async (file) => {
  expect(await get('get-reference-file', file)).toMatchObject({ status: file === 'index.mjs' ? 422 : 404 });
});

it.each(['../index.mjs', '..%2Findex.mjs', 'a/b.js', ''])('reads nothing outside: %s', async (file) => {
  expect(await get('get-reference-file', file)).toMatchObject({ status: 422 });
});
