import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { setting } from '#shared/env';

export const s3 = new S3Client();

/** Where a file lies: the folder is what `needs` speaks of. */
interface Place {
  readonly folder: string;
  readonly name: string;
}
const at = ({ folder, name }: Place) => ({ Bucket: setting('FILES'), Key: `${folder}/${name}` });

/** Keeps a file under its name. Kept again, it is there as before. Needs `keep:<folder>`. */
export async function keep(place: Place, type: string, content: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ ...at(place), ContentType: type, Body: content }));
}

/** So many seconds a link opens: longer than a click takes, too short to be handed around. */
const OPENS = 300;

/** A link by which whoever has it can fetch the file, for a short while. Needs `fetch:<folder>`. */
export async function linkTo(place: Place, saveAs: string, now: Date): Promise<{ url: string; expiresAt: string }> {
  const file = new GetObjectCommand({ ...at(place), ResponseContentDisposition: `attachment; filename="${saveAs}"` });
  const url = await getSignedUrl(s3, file, { expiresIn: OPENS, signingDate: now });
  return { url, expiresAt: new Date(now.getTime() + OPENS * 1000).toISOString() };
}
