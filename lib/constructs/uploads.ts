import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { has, type Stage } from '../stages.ts';

/** What people upload, and what is issued to them: private, sent and fetched by signed links only. What is deleted is gone for good after a week, as
 *  the personal keys are. */
export function uploads(stack: Stack, stage: Stage, encryptionKey: IKey): Bucket {
  const guarded = has(stage, 'AWS::S3::BucketPolicy');
  const shared = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: guarded,
    removalPolicy: stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  };
  const logs = new Bucket(stack, 'AccessLogs', {
    ...shared,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ expiration: Duration.days(365), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  return new Bucket(stack, 'Uploads', {
    ...shared,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    versioned: true,
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      { noncurrentVersionExpiration: Duration.days(7), expiredObjectDeleteMarker: true },
    ],
    cors: [
      {
        allowedOrigins: [...stage.origins],
        allowedMethods: [HttpMethods.GET, HttpMethods.PUT, HttpMethods.POST],
        allowedHeaders: ['*'],
        maxAge: 3600,
      },
    ],
    ...(guarded && { serverAccessLogsBucket: logs as IBucket, serverAccessLogsPrefix: 'uploads/' }),
  });
}
