import { awsSettings, bare } from '../machine/environment.ts';
import { SCRATCH } from './bundles.ts';

/** What a Lambda finds: no compile cache, nothing of the surrounding shell. */
export const environment = {
  ...bare(SCRATCH),
  ...awsSettings(),
  TABLE: 'items',
  KEYS_TABLE: 'keys',
  KMS_KEY: 'alias/people',
};
