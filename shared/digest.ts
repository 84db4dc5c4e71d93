import { createHash } from 'node:crypto';

/** In hexadecimal, as any client program can work it out. */
export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
