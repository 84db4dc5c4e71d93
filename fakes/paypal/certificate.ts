import { generateKeyPairSync, sign } from 'node:crypto';

/* A certificate of the fake's own, made anew at each start: no key lies in the repository. */

const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** One value in DER: its tag, its length, itself. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const bytes = inside.length < 128 ? [] : [...Buffer.from(inside.length.toString(16).padStart(4, '0'), 'hex')];
  const length = bytes.length === 0 ? [inside.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);

const DAY = 86_400_000;
/** Whole seconds, two digits of the year: what X.509 calls UTCTime. */
const utcTime = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));

export function newCertificate({ of = 'A fake of PayPal', now = new Date() } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(of)))));
  const validity = sequence(utcTime(new Date(now.getTime() - DAY)), utcTime(new Date(now.getTime() + 30 * DAY)));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const base64 = sequence(body, SHA256_WITH_RSA, signature)
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n');
  return { privateKey, pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}
