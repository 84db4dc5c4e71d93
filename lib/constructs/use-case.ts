import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export const DIST = process.env['DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));

export interface UseCaseProps {
  readonly bundle: string;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
  readonly environment: Record<string, string>;
  readonly logKey: IKey;
  readonly isLocal: boolean;
  readonly timeout?: Duration;
  /** How cdk-nag calls its right to post to sockets: it takes findings of IAM5 by their exact name only. */
  readonly postsTo?: string;
}

/** A Lambda with its log group and a role that may do exactly what its contract needs. */
export class UseCase extends Construct {
  readonly fn: Lambda;

  constructor(
    scope: Construct,
    id: string,
    { bundle, description, statements, environment, logKey, isLocal, timeout, postsTo }: UseCaseProps,
  ) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(!isLocal && { encryptionKey: logKey }),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Needs: new PolicyDocument({
          statements: [
            ...statements,
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
            new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
          ],
        }),
      },
    });
    this.fn = new Lambda(this, 'Fn', {
      runtime: Runtime.NODEJS_24_X,
      architecture: isLocal ? Architecture.X86_64 : Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(`${DIST}/${bundle}`, { exclude: ['*.map'] }),
      role: role.withoutPolicyUpdates(),
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(10),
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      description,
      environment: { POWERTOOLS_SERVICE_NAME: bundle, ...environment },
    });
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'X-Ray knows no resources');
    acknowledge(role, 'Serverless-LambdaStarPermissions', 'X-Ray knows no resources');
    if (postsTo)
      acknowledge(role, `AwsSolutions-IAM5[Resource::${postsTo}]`, 'Connections have no names before they exist');
    acknowledge(
      this.fn,
      'Serverless-LambdaDLQ',
      'Called in turn, or by a target or mapping with a dead-letter queue of its own',
    );
  }
}

/** The one way in which a finding is let stand. */
export const acknowledge = (construct: Construct, rule: `${'AwsSolutions' | 'Serverless'}-${string}`, reason: string) =>
  Validations.of(construct).acknowledge({ id: `${rule.split('-')[0]}::${rule}`, reason });
