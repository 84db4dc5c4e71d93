/** What a Lambda finds: no AWS profile, no compile cache, nothing of the surrounding shell but the path. */
export const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  TABLE: 'items',
  KEYS_TABLE: 'keys',
  KMS_KEY: 'alias/people',
} as const;
