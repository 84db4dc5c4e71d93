import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3 } from '#shared/files';

let opened: Promise<string> | undefined;

/** The bucket of this test file; whoever keeps something is told where it is. */
export async function openBucket(): Promise<void> {
  process.env['FILES'] = await (opened ??= made());
}

async function made(): Promise<string> {
  const Bucket = `files-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

/** What lies there, by name. */
export async function kept(): Promise<Map<string, Uint8Array>> {
  const Bucket = await opened!;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const files = Contents.map(async ({ Key }) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return [Key!, await Body!.transformToByteArray()] as const;
  });
  return new Map(await Promise.all(files));
}
