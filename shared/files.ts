import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { setting } from '#shared/env';
import { type Place, pathOf } from './file-links.ts';

export const s3 = new S3Client();

/** Keeps a file in its place. Kept again, it is there as before. Needs `keep:<folder>`. */
export async function keep(place: Place, type: string, content: Uint8Array): Promise<void> {
  const where = { Bucket: setting('FILES'), Key: pathOf(place) };
  await s3.send(new PutObjectCommand({ ...where, ContentType: type, Body: content }));
}
