import { failure } from '#shared/failure';
import type { Consent, KeptConsent } from '../schemas.ts';
import { CURRENT } from './documents.ts';

export const notCurrent = failure('not_current', 422, 'This is not the current version', { field: 'version' });
export const otherText = failure('other_text', 422, 'The current version reads otherwise', { field: 'hash' });

/** Only to what stands now, in one of its languages, can anybody consent. */
export function judgeConsent(
  { document, version, hash }: Pick<Consent, 'document' | 'version' | 'hash'>,
  digest: (text: string) => string,
): void {
  const current = CURRENT[document];
  if (version !== current.version) throw notCurrent();
  if (!Object.values(current.texts).some((text) => digest(text) === hash)) throw otherText();
}

export const kept = ({ version, ...consent }: Consent): KeptConsent => ({ ...consent, documentVersion: version });
export const shown = ({ documentVersion, ...consent }: KeptConsent): Consent => ({
  ...consent,
  version: documentVersion,
});
