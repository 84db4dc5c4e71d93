import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

export const DIST = process.env['DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));

export interface UseCaseProps {
  readonly stage: Stage;
  readonly bundle: string;
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logKey: IKey;
  readonly timeout?: Duration;
  /** Its rights are given when it stands already: what they name needs the function first. */
  readonly apart?: boolean;
}

/** A Lambda with its log group and a role that may do exactly what its contract needs. */
export class UseCase extends Construct {
  readonly fn: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: UseCaseProps) {
    super(scope, id);
    const { stage, bundle, description, environment, logKey, timeout, apart = false } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(!stage.isLocal && { encryptionKey: logKey }),
    });
    const own = [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
    ];
    const statements = [...props.statements];
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Needs: new PolicyDocument({ statements: apart ? own : [...statements, ...own] }) },
    });
    if (apart && statements.length > 0) new Policy(this, 'Needs', { statements, roles: [this.role] });
    this.fn = new Lambda(this, 'Fn', {
      runtime: Runtime.NODEJS_24_X,
      architecture: stage.isLocal ? Architecture.X86_64 : Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(`${DIST}/${bundle}`, { exclude: ['*.map'] }),
      role: this.role.withoutPolicyUpdates(),
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(10),
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      description: description.slice(0, 256),
      environment: { POWERTOOLS_SERVICE_NAME: bundle, STAGE: stage.name, ...environment },
    });
    acknowledge(this.role, 'AwsSolutions-IAM5[Resource::*]', 'X-Ray knows no resources');
    acknowledge(this.role, 'Serverless-LambdaStarPermissions', 'X-Ray knows no resources');
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

export const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);

/** How cdk-nag spells what another stack exports. */
export const imported = (owner: Stack, output: string) => `${owner.stackName}:ExportsOutput${output}`;
