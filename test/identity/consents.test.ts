import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CURRENT } from '#lambdas/identity/domain/documents';
import { handler as giveConsent } from '#lambdas/identity/give-consent';
import { handler as listConsentDocuments } from '#lambdas/identity/list-consent-documents';
import { handler as listConsents } from '#lambdas/identity/list-consents';
import { heldBy } from '#shared/table/grants';
import { modules } from '../../lib/modules.ts';
import { call, person, stoppedAnywhere } from '../kit/index.ts';

const as = person('per_1');
const documents = async (language?: string) =>
  (await call(listConsentDocuments, language === undefined ? {} : { query: { language } })).body.items;
const given = async (nth = 0, language = 'en') => {
  const { document, version, hash } = (await documents(language))[nth]!;
  return { document, version, hash };
};

describe('what people consent to', () => {
  it.each(['en', 'ru', 'kk', 'vi'])('reads in %s, with the hash of its text', async (language) => {
    const items = await documents(language);
    expect(items.map(({ document }) => document)).toEqual(['health-data', 'terms', 'privacy']);
    for (const { text, hash } of items) expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('reads otherwise in every language', async () => {
    const texts = (await Promise.all(['en', 'ru', 'kk', 'vi'].map(documents))).flat().map(({ text }) => text);
    expect(new Set(texts).size).toBe(12);
    expect(await documents()).toEqual(await documents('en'));
  });
});

it('to what stands now is what entries wait for', () => {
  const awaited = modules.flatMap(({ routes = {} }) => Object.values(routes).flatMap(({ consent = [] }) => consent));
  const current = Object.entries(CURRENT).map(([document, { version }]) => `${document}/${version}`);
  expect(current).toEqual(expect.arrayContaining([...new Set(awaited)]));
});

describe('consent', () => {
  it('is recorded, and opens what waits for it', async () => {
    const body = await given(0, 'kk');
    expect((await heldBy('per_1', new Date())).has('consent', 'health-data/2026-01')).toBe(false);
    const answer = await call(giveConsent, { as, body });
    expect(answer).toMatchObject({ status: 201, body: { ...body, personId: 'per_1' } });
    expect((await heldBy('per_1', new Date())).has('consent', 'health-data/2026-01')).toBe(true);
  });

  it('given again is one more record, the latest first', async () => {
    const ids: string[] = [];
    for (const nth of [0, 1, 0]) {
      ids.unshift((await call(giveConsent, { as, body: await given(nth) })).body.id);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await call(giveConsent, { as: person('per_2'), body: await given(2) });
    const first = await call(listConsents, { as, query: { limit: '2' } });
    const rest = await call(listConsents, { as, query: { limit: '2', cursor: first.body.next! } });
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['version', { version: '1999-01' }],
    ['hash', { hash: 'a'.repeat(64) }],
    ['hash', { hash: 'x' }],
    ['document', { document: 'other' }],
  ])('to another %s is none', async (field, wrong) => {
    const text = JSON.stringify({ ...(await given()), ...wrong });
    expect(await call(giveConsent, { as, text })).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect((await call(listConsents, { as })).body.items).toEqual([]);
  });

  it('to the text of another document is none', async () => {
    const [health, terms] = await documents();
    const { document, version } = health!;
    const answer = await call(giveConsent, { as, body: { document, version, hash: terms!.hash } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'hash' }] } });
  });

  it('is kept wholly or not at all, wherever it is stopped', async () => {
    await stoppedAnywhere(giveConsent, { as, body: await given() });
    expect((await call(listConsents, { as })).body.items).toHaveLength(1);
  }, 30_000);
});
