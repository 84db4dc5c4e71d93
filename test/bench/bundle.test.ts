import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeForty } from '../../bin/bench/forty.ts';
import { bundle } from '../../bin/bundle.ts';
import { call, client, enrolled } from '../kit/index.ts';

const scratch = fileURLToPath(new URL(`../../.local/bundle-test-${process.pid}`, import.meta.url));
beforeAll(() => mkdir(scratch, { recursive: true }));
afterAll(() => rm(scratch, { recursive: true }));

/** What comes of one entry: its text, what went into it, and the module itself. */
async function bundled(name: string, path: string, changes: Pick<BuildOptions, 'plugins'> = {}) {
  const { metafile } = await bundle({ [name]: path }, scratch, changes);
  const file = `${scratch}/${name}/index.mjs`;
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const carries = (input: string) =>
    Object.entries(output?.inputs ?? {}).some(([from, { bytesInOutput }]) => from.includes(input) && bytesInOutput > 0);
  return { text: await readFile(file, 'utf8'), carries, load: () => import(file) };
}

/** The same from a text in place of a file. */
async function bundledText(name: string, text: string, changes?: Pick<BuildOptions, 'plugins'>) {
  const path = `${scratch}/${name}.ts`;
  await writeFile(path, text);
  return bundled(name, path, changes);
}

/** Bundling takes a second, and on a busy machine ten. */
describe('a bundle', { timeout: 60_000 }, () => {
  it('answers as its source does', async () => {
    const { load } = await bundled('whole', 'lambdas/cessation/log-craving.ts');
    const { handler } = await load();
    await enrolled('cli_1', { consents: ['health-data/2026-01'] });
    const body = { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true };
    expect(await call(handler, { as: client('cli_1'), body })).toMatchObject({ status: 201, body });
    expect(await call(handler, { as: client('cli_1'), body: { ...body, intensity: 11 } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'intensity' }] },
    });
  });

  it('carries of a module of forty routes what its entry uses, and nothing of the others', async () => {
    const entry = await writeForty(scratch);
    const { text } = await bundled('forty', entry);
    const has = (word: string) => text.includes(word); // the text itself would drown what a failure says
    expect(['/v1/notes7', 'NOTE7', 'PLAN7', 'forty.noted7.v1'].filter(has)).toHaveLength(4);
    expect(['/v1/notes8', '/v1/plan7', 'NOTE8', 'PLAN8', 'forty.noted8.v1'].filter(has)).toEqual([]);
  });

  it('keeps what it imports only when it needs it in a file of its own, and finds it there', async () => {
    await writeFile(`${scratch}/seldom.ts`, "export const seldom = 'a large package';");
    const text = `export const come = async () => (await import('./seldom.ts')).seldom;`;
    const { text: built, load } = await bundledText('lazy', text);
    expect(built).not.toContain('a large package');
    expect(await (await load()).come()).toBe('a large package');
  });

  it('has its credentials from the environment, and carries no other way to them', async () => {
    const { load, carries } = await bundledText(
      'credentials',
      `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      export const credentials = () => new DynamoDBClient({ region: 'eu-central-1' }).config.credentials();`,
    );
    expect(await (await load()).credentials()).toMatchObject({ accessKeyId: process.env['AWS_ACCESS_KEY_ID'] });
    for (const way of ['sso', 'ini', 'process', 'web-identity', 'login'])
      expect(carries(`credential-provider-${way}`)).toBe(false);
  });

  it('leaves out what makes JSON Schema, which then refuses', async () => {
    const { load, text } = await bundledText(
      'schemas',
      `import * as z from 'zod';
      export const one = z.object({ name: z.string().min(1), at: z.iso.datetime() });
      export const described = () => [() => z.toJSONSchema(one), () => one.toJSONSchema()];`,
    );
    const { one, described } = await load();
    expect(one.parse({ name: 'a', at: '2026-01-02T09:00:00Z' })).toEqual({ name: 'a', at: '2026-01-02T09:00:00Z' });
    expect(one.safeParse({ name: '' }).error.issues).toHaveLength(2);
    for (const describe of described()) expect(describe).toThrow('is left out of Lambdas');
    expect(text.includes('draft-2020-12')).toBe(false);
  });

  it('writes a mail to the letter without the table of file types, and refuses to guess one', async () => {
    const { load, text } = await bundledText('mail', `export { default } from 'nodemailer/lib/mail-composer';`);
    const { default: Bundled } = await load();
    const known = { date: new Date(0), messageId: '<1@example.com>', from: 'us@example.com', to: 'you@example.com' };
    const mail = { ...known, subject: 'Қош келдіңіз', text: 'Сәлем!\n'.repeat(20) };
    const source = await new MailComposer(mail).compile().build();
    expect(String(await new Bundled(mail).compile().build())).toBe(String(source));
    const attachments = [{ filename: 'one.pdf', content: 'one' }];
    expect(() => new Bundled({ ...mail, attachments }).compile()).toThrow('is left out of Lambdas');
    expect(text.includes('application/acad')).toBe(false);
  });
});
