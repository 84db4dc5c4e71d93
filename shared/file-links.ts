import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { realNow } from '#shared/clock';
import { setting } from '#shared/env';

/** Where a file lies in the bucket: the folder is what `needs` speaks of. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}
export const pathOf = ({ folder, name }: Place) => `${folder}/${name}`;

/** So many seconds a link opens: longer than a click takes, too short to be handed around. */
const OPENS = 300;

/** A link by which whoever has it can fetch the file, for a short while, made without asking anybody. Signed by the library
 *  that the SDK signs with: its client of S3 is 170 kB that only calls. Needs `fetch:<folder>`. */
export async function linkTo(place: Place, saveAs: string): Promise<{ url: string; expiresAt: string }> {
  const now = realNow(); // a signature is good by the clock of whoever looks at it
  const there = addressOf(place);
  const asked = {
    method: 'GET',
    protocol: there.protocol,
    hostname: there.hostname,
    path: there.pathname,
    query: { 'response-content-disposition': `attachment; filename="${saveAs}"` },
    headers: { host: there.host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
  };
  const { query = {} } = await signer().presign(asked, { expiresIn: OPENS, signingDate: now });
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const expiresAt = new Date(now.getTime() + OPENS * 1000).toISOString();
  return { url: `${there.origin}${there.pathname}?${pairs.join('&')}`, expiresAt };
}

/** A bucket has a host of its own at AWS, and a path on this machine. */
function addressOf(place: Place): URL {
  const bucket = setting('FILES');
  const local = process.env['AWS_ENDPOINT_URL'];
  return new URL(
    local === undefined
      ? `https://${bucket}.s3.${setting('AWS_REGION')}.amazonaws.com/${pathOf(place)}`
      : `${local}/${bucket}/${pathOf(place)}`,
  );
}

/** Each time anew: a Lambda's credentials change while it lives. */
function signer(): SignatureV4 {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return new SignatureV4({
    service: 's3',
    region: setting('AWS_REGION'),
    credentials: {
      accessKeyId: setting('AWS_ACCESS_KEY_ID'),
      secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== undefined && { sessionToken }),
    },
    sha256: Sha256,
    uriEscapePath: false,
  });
}
