import { inflateSync } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { accounts } from '#lambdas/identity/records';
import type { Document } from '#lambdas/payments/document-schemas';
import { paperOf } from '#lambdas/payments/domain/paper';
import { documentIssued } from '#lambdas/payments/events';
import { handler as getFile } from '#lambdas/payments/get-document-file';
import { handler as print } from '#lambdas/payments/on-document-issued';
import { documents } from '#lambdas/payments/records';
import { linkTo } from '#shared/file-links';
import { pdfOf } from '#shared/pdf';
import { call, client, coach, deliver, given, kept, openBucket, stoppedAnywhere } from '../kit/index.ts';

const document: Document = {
  id: 'doc_paper',
  sellerId: 'coa_1',
  recipientId: 'cli_1',
  kind: 'invoice',
  what: 'pack',
  cause: 'pay_1:paid:provider',
  paymentId: 'pay_1',
  gross: { amountMinor: 11_200, currency: 'USD' },
  serial: '000000000012',
  number: 12,
  issuedAt: '2026-01-05T09:00:00.000Z',
  taxBps: 1200,
  taxMinor: 1200,
};
const issued = documentIssued.raise(document);
const account = (personId: string, name: string, language: 'en' | 'ru' | 'kk' | 'vi') =>
  accounts.add({
    personId,
    name,
    language,
    address: `${personId}@example.com`,
    addressVeil: personId,
    zone: 'Asia/Almaty',
    status: 'active',
    signedUpAt: '2026-01-01T00:00:00.000Z',
  });

beforeEach(async () => {
  await openBucket();
  await given(documents.add(document), account('coa_1', 'Әйгерім Қ.', 'kk'), account('cli_1', 'Nguyễn Thị Ước', 'vi'));
});
const link = (as = client('cli_1'), id = document.id) => call(getFile, { as, params: { id } });

describe('a document', () => {
  it('is printed once, wherever that is stopped, and fetched by whom it is for and by whom it is from', async () => {
    expect(await link()).toMatchObject({ status: 404 });
    expect(await stoppedAnywhere(print, issued)).toBeGreaterThan(8);
    await deliver(print, issued);
    expect([...(await kept()).keys()]).toEqual(['documents/doc_paper.pdf']);
    for (const as of [client('cli_1'), coach('coa_1')]) {
      const { status, body } = await link(as);
      expect(status).toBe(200);
      const lasts = Date.parse(body.expiresAt) - Date.now();
      expect(lasts).toBeGreaterThan(290_000);
      expect(lasts).toBeLessThanOrEqual(300_000);
      const file = await fetch(body.url);
      expect(file.headers.get('content-disposition')).toBe('attachment; filename="invoice-12.pdf"');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
    expect(await link(client('cli_2'))).toMatchObject({ status: 404 });
  });

  it('is not fetched without a link, nor by one that says another file', async () => {
    await deliver(print, issued);
    const url = new URL((await link()).body.url);
    const another = new URL(url);
    another.pathname = another.pathname.replace('doc_paper', 'doc_other');
    for (const wrong of [`${url.origin}${url.pathname}`, another.href]) expect((await fetch(wrong)).ok).toBe(false);
  });

  it('shows parties by their ids where nobody knows a name', async () => {
    await given(documents.add({ ...document, id: 'doc_2', serial: '000000000013', number: 13, recipientId: 'cli_9' }));
    await deliver(print, documentIssued.raise({ ...document, number: 13, recipientId: 'cli_9' }));
    expect([...(await kept()).keys()]).toContain('documents/doc_2.pdf');
  });

  it.each([
    ['en', 'Invoice № 12', 'USD 112.00', 'It is no fiscal receipt.'],
    ['ru', 'Счёт № 12', '112,00 USD', 'Не является фискальным чеком.'],
    ['kk', 'Шот № 12', '112,00 USD', 'Фискалдық чек болып табылмайды.'],
    ['vi', 'Hóa đơn № 12', '112,00 USD', 'Đây không phải là hóa đơn thuế.'],
  ] as const)('reads in %s: %s', (language, title, total, note) => {
    const paper = paperOf(document, { seller: 'A', recipient: 'B' }, language);
    expect(paper).toMatchObject({ title, note });
    const sums = paper.sums.map(([, sum]) => sum.replaceAll(/\s/g, ' '));
    expect(sums[2]).toBe(total);
    expect(paper.sums[1]![0]).toMatch(/12\s?%/);
  });

  it.each([
    [{ amountMinor: 2 ** 53 - 1, currency: 'JPY' }, /9,007,199,254,740,991$/],
    [{ amountMinor: 1_234_567, currency: 'KWD' }, /1,234\.567$/],
    [{ amountMinor: 5, currency: 'USD' }, /0\.05$/],
  ])('says %o to the last digit', (gross, digits) => {
    const paper = paperOf({ ...document, gross, taxMinor: 0 }, { seller: 'A', recipient: 'B' }, 'en');
    expect(paper.sums[2]![1]).toMatch(digits);
  });
});

describe('a link', () => {
  it('is the one that the SDK makes', async () => {
    const local = process.env['AWS_ENDPOINT_URL'];
    delete process.env['AWS_ENDPOINT_URL'];
    onTestFinished(() => void (process.env['AWS_ENDPOINT_URL'] = local));
    process.env['FILES'] = 'bucket';
    const now = new Date('2026-01-05T09:00:00Z');
    vi.useFakeTimers({ toFake: ['Date'], now });
    onTestFinished(() => void vi.useRealTimers());
    const { url } = await linkTo({ folder: 'documents', name: 'doc_1.pdf' }, 'invoice-1.pdf');
    const theirs = await getSignedUrl(
      new S3Client(),
      new GetObjectCommand({
        Bucket: 'bucket',
        Key: 'documents/doc_1.pdf',
        ResponseContentDisposition: 'attachment; filename="invoice-1.pdf"',
      }),
      { expiresIn: 300, signingDate: now },
    );
    const known = ({ origin, pathname, searchParams }: URL) => {
      searchParams.delete('x-id'); // the SDK's own mark
      searchParams.delete('x-amz-checksum-mode');
      searchParams.delete('X-Amz-Signature');
      return { origin, pathname, query: Object.fromEntries(searchParams) };
    };
    expect(known(new URL(url))).toEqual(known(new URL(theirs)));
  });
});

describe('a page', () => {
  const page = (value: string, issuedAt = new Date('2026-01-05T09:00:00Z')) =>
    pdfOf({ title: 'Invoice № 12', language: 'kk', issuedAt, groups: [[['Seller', value]]], note: 'No receipt.' });

  it('is the same, byte by byte, of the same document', async () => {
    const one = await page('Әйгерім');
    await new Promise((done) => setTimeout(done, 1100)); // a clock in seconds would show
    expect(Buffer.compare(one, await page('Әйгерім'))).toBe(0);
    expect(Buffer.compare(one, await page('Айгерім'))).not.toBe(0);
  });

  it('has every letter of Kazakh, Russian and Vietnamese, and none as an empty box', async () => {
    const letters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёёъыэюя ĂăÂâĐđÊêÔôƠơƯư ẮằẳẵặẤầẩẫậẾềểễệỐồổỗộỚờởỡợỨừửữự ₸₫€№';
    const known = unicodeOf(Buffer.from(await page(letters)));
    expect([...letters].filter((letter) => !known.has(letter))).toEqual([]);
    expect(known.has('漢')).toBe(false);
  });
});

/** What the file says that its glyphs mean: a letter that its font lacks has none of its own. */
function unicodeOf(pdf: Buffer): Set<string> {
  const streams = pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g);
  const maps = [...streams]
    .map(([, stream]) => {
      try {
        return inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .filter((text) => text.includes('beginbfrange'));
  return new Set(
    maps
      .flatMap((text) => [...text.matchAll(/<([0-9a-f ]+)>/g)].map(([, code]) => code!))
      .flatMap((code) => code.split(' ').map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))),
  );
}
