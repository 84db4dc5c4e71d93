import { veiled } from '#shared/table/seal';

/* Nothing that is easily taken for something else. 24 letters twice and eight digits: 67 bits. */
const SMALL = 'abcdefghijkmnpqrstuvwxyz';
const LARGE = SMALL.toUpperCase();
const DIGITS = '23456789';
const GROUPS = [SMALL, LARGE, DIGITS, SMALL];

/** The temporary password that belongs to an id: the same for a retry and for the letter, and kept nowhere. */
export async function temporaryPassword(id: string): Promise<string> {
  const bytes = Buffer.from(await veiled('temporary-password', id), 'base64url');
  const group = (alphabet: string, nth: number) =>
    [...bytes.subarray(nth * 4, nth * 4 + 4)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return GROUPS.map(group).join('-');
}
