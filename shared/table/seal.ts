import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { setting } from '#shared/env';
import { Erased } from '#shared/failure';
import { minutes } from '#shared/time';
import { db, tables } from './client.ts';

/* What is sealed: which key (8 bytes), nonce (12), tag (16), and then the JSON, encrypted. Each person has a key. To erase
 * a person is to put a tombstone in its place: what was sealed under it is gone, within KEPT on the machines that have
 * it in memory, and nothing more is sealed. The platform has keys of its own for what belongs to nobody; their names
 * begin with a character that no person's id has. */

const KEPT = minutes(5);

const kms = new KMSClient();
const kept = new Map<string, { key: Promise<DataKey | undefined>; until: number }>();
export const forgetKeys = () => kept.clear();

interface DataKey {
  readonly id: Buffer;
  readonly secret: Uint8Array;
}

/** Whose key: a person's, or one of the platform's own. */
export type Sealer = string;
export const PLATFORM = '#platform';

export async function seal(sealer: Sealer, place: readonly string[], value: unknown): Promise<Uint8Array> {
  const { id, secret } = (await keyOf(sealer, true)) ?? erased();
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(JSON.stringify(place)));
  const text = Buffer.concat([cipher.update(packed(value)), cipher.final()]);
  return Buffer.concat([id, nonce, cipher.getAuthTag(), text]);
}

/** What was sealed was changed since, or stands in another place than it was sealed for. */
export class Tampered extends Error {
  override readonly name = 'Tampered';
}

/** What is long is pressed before it is encrypted (after it, nothing is left to press): the table charges by the kilobyte. Of what
 *  is shorter the whole item stays below one, and pressing it takes some fifteen microseconds. A first byte that no JSON has
 *  says so. */
const LONG = 700;
const PRESSED = 0;

function packed(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8');
  return text.length < LONG ? text : Buffer.concat([Buffer.of(PRESSED), deflateRawSync(text)]);
}

const unpacked = (text: Buffer): unknown =>
  JSON.parse((text[0] === PRESSED ? inflateRawSync(text.subarray(1)) : text).toString('utf8'));

/** Undefined when the key is gone, or was never this one; throws when the blob was tampered with or moved. */
export async function unseal(sealer: Sealer, place: readonly string[], sealed: Uint8Array): Promise<unknown> {
  const blob = Buffer.from(sealed);
  const key = await keyOf(sealer);
  if (!key?.id.equals(blob.subarray(0, 8))) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key.secret, blob.subarray(8, 20), { authTagLength: 16 })
      .setAAD(Buffer.from(JSON.stringify(place)))
      .setAuthTag(blob.subarray(20, 36));
    return unpacked(Buffer.concat([cipher.update(blob.subarray(36)), cipher.final()]));
  } catch (cause) {
    throw new Tampered('sealed for another place, or changed', { cause });
  }
}

/** A name for something of which there are so few that a plain hash would give it away (addresses, bodies). */
export async function veiled(...parts: readonly unknown[]): Promise<string> {
  const { secret } = (await keyOf(PLATFORM, true)) ?? erased();
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

/** In memory, and asked for once by however many ask at once. Kept only if there is one. */
async function keyOf(sealer: Sealer, mint = false): Promise<DataKey | undefined> {
  const known = kept.get(sealer);
  if (known !== undefined && known.until > Date.now()) {
    const key = await known.key;
    if (key !== undefined || !mint) return key;
  }
  const key = fetchKey(sealer).then((found) => (found === 'none' ? (mint ? newKey(sealer) : undefined) : found));
  kept.set(sealer, { key, until: Date.now() + KEPT });
  const forget = () => kept.delete(sealer);
  key.then((found) => found ?? forget(), forget);
  return key;
}

/** Undefined is what is left of somebody erased. */
async function fetchKey(person: Sealer): Promise<DataKey | undefined | 'none'> {
  const { Item } = await db.send(new GetCommand({ TableName: tables.keys, Key: { person }, ConsistentRead: true }));
  if (Item === undefined) return 'none';
  const wrapped: Uint8Array | undefined = Item['wrapped'];
  if (wrapped === undefined) return undefined;
  const { Plaintext } = await kms.send(
    new DecryptCommand({ KeyId: setting('KMS_KEY'), CiphertextBlob: wrapped, EncryptionContext: { person } }),
  );
  return dataKey(wrapped, Plaintext!);
}

async function newKey(person: Sealer): Promise<DataKey | undefined> {
  const { CiphertextBlob: wrapped, Plaintext } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: setting('KMS_KEY'), KeySpec: 'AES_256', EncryptionContext: { person } }),
  );
  try {
    const ifNew = { ConditionExpression: 'attribute_not_exists(person)' };
    await db.send(new PutCommand({ TableName: tables.keys, Item: { person, wrapped }, ...ifNew }));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return newest(await fetchKey(person)); // another was first
    throw error;
  }
  return dataKey(wrapped!, Plaintext!);
}

/** Puts the tombstone. The items may go at leisure. */
export async function eraseKey(person: string, now: Date): Promise<void> {
  await db.send(new PutCommand({ TableName: tables.keys, Item: { person, erased: now.toISOString() } }));
}

const newest = (found: DataKey | undefined | 'none') => (found === 'none' ? undefined : found);

function erased(): never {
  throw new Erased();
}

const dataKey = (wrapped: Uint8Array, secret: Uint8Array): DataKey => ({
  id: createHash('sha256').update(wrapped).digest().subarray(0, 8),
  secret,
});
