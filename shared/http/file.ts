import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';

/** An answer that is no JSON: a page, a script, a document. */
export const FileAnswer = z
  .object({
    contentType: z.string(),
    content: z.union([z.string(), z.instanceof(Uint8Array)]),
    headers: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'FileAnswer', description: 'The bytes of a file' });
export type FileAnswer = z.infer<typeof FileAnswer>;

const WORTHWHILE = 1024;

/** Pressed, for whoever takes it so: a script becomes a third, and a Lambda answers with 6 MB at the most. */
export async function pressed<R extends APIGatewayProxyStructuredResultV2>(result: R, accepts = ''): Promise<R> {
  const { body = '', headers, isBase64Encoded } = result;
  if (!isBase64Encoded || body.length < WORTHWHILE || !/\bgzip\b(?!;\s*q=0(\.0*)?\s*(,|$))/.test(accepts))
    return result;
  const { gzipSync } = await import('node:zlib'); // few entries need it
  return {
    ...result,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(Buffer.from(body, 'base64')).toString('base64'),
  };
}
