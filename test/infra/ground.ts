import { expect, it } from 'vitest';
import type { Synthesised, Template } from './synth.ts';
import { functionOf, ofType } from './template.ts';

const only = (template: Template, type: string) => {
  const found = ofType(template, type);
  expect(found).toHaveLength(1);
  return found[0]![1];
};

/** What the modules stand on, whatever they are. */
export function groundHolds(prod: Synthesised, local: Synthesised): void {
  const { data, users, api, events } = prod.stacks as Record<string, Template>;
  const table = (name: string) =>
    ofType(data!, 'AWS::DynamoDB::GlobalTable').find(
      ([, { Properties }]) => Properties['TableName'] === `steady-prod-${name}`,
    )!;

  it.each([
    ['items', 35],
    ['keys', 7],
  ])('the %s: on demand, under our own key, every second of %d days, kept', (name, days) => {
    const [, { Properties, DeletionPolicy }] = table(name);
    expect(DeletionPolicy).toBe('Retain');
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(Properties['Replicas']).toMatchObject([
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days },
      },
    ]);
    expect(JSON.stringify(Properties['Replicas'][0].SSESpecification)).toContain('Key');
  });

  it('the items have a stream, an end, and three indexes', () => {
    const [, { Properties }] = table('items');
    expect(Properties['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect(Properties['TimeToLiveSpecification']).toEqual({ AttributeName: 'expires', Enabled: true });
    expect(Properties['GlobalSecondaryIndexes'].map((index: any) => index.IndexName)).toEqual(['gsi1', 'gsi2', 'gsi3']);
  });

  it('the items are in a backup, and the keys in none', () => {
    const selected = only(data!, 'AWS::Backup::BackupSelection').Properties['BackupSelection'];
    expect(selected.Resources).toEqual([{ 'Fn::GetAtt': [table('items')[0], 'Arn'] }]);
    expect([selected.ListOfTags, selected.Conditions]).toEqual([undefined, undefined]);
    const rules = only(data!, 'AWS::Backup::BackupPlan').Properties['BackupPlan'].BackupPlanRule;
    expect(rules.map(({ Lifecycle }: any) => Lifecycle.DeleteAfterDays)).toEqual([35, 91]);
    expect(JSON.stringify(only(data!, 'AWS::Backup::BackupVault').Properties['AccessPolicy'])).toContain(
      'backup:DeleteRecoveryPoint',
    );
  });

  it('every bucket is private, encrypted, kept, and takes TLS only', () => {
    const buckets = ofType(data!, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(DeletionPolicy).toBe('Retain');
      expect(Object.values(Properties['PublicAccessBlockConfiguration'])).toEqual([true, true, true, true]);
      expect(Properties['BucketEncryption']).toBeDefined();
      expect(JSON.stringify(Properties['LifecycleConfiguration'])).toContain('AbortIncompleteMultipartUpload');
      const policy = ofType(data!, 'AWS::S3::BucketPolicy').find(([, one]) => one.Properties['Bucket'].Ref === id)!;
      expect(JSON.stringify(policy[1].Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    }
  });

  it('nobody signs up by themselves; the user name is ours; sessions are short and renewed by rotation', () => {
    expect(only(users!, 'AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AliasAttributes: ['email'],
      DeletionProtection: 'ACTIVE',
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    });
    const client = only(users!, 'AWS::Cognito::UserPoolClient').Properties;
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      RefreshTokenRotation: { Feature: 'ENABLED' },
      AllowedOAuthFlows: ['code'],
      PreventUserExistenceErrors: 'ENABLED',
    });
    expect(client['ExplicitAuthFlows']).toEqual(['ALLOW_USER_SRP_AUTH']); // with rotation AWS refuses the old way to refresh
    const groups = ofType(users!, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties['GroupName']);
    expect(groups.sort()).toEqual(['admin', 'client', 'coach', 'owner']);
  });

  it('both APIs hold back floods and write a line a request; pages of ours may call, and no others', () => {
    for (const [, { Properties }] of ofType(api!, 'AWS::ApiGatewayV2::Stage')) {
      expect(Properties['DefaultRouteSettings']).toMatchObject({
        ThrottlingRateLimit: 500,
        ThrottlingBurstLimit: 1000,
      });
      expect(JSON.parse(Properties['AccessLogSettings'].Format)).toMatchObject({ status: '$context.status' });
    }
    const http = ofType(api!, 'AWS::ApiGatewayV2::Api').find(
      ([, one]) => one.Properties['ProtocolType'] === 'HTTP',
    )![1];
    expect(http.Properties['CorsConfiguration'].AllowOrigins).toEqual(['https://app.example.com']);
    const routes = ofType(api!, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties['RouteKey']);
    expect(routes).toEqual(['$default']);
    const doormen = ofType(api!, 'AWS::ApiGatewayV2::Authorizer').map(([, one]) => one.Properties['AuthorizerType']);
    expect(doormen.sort()).toEqual(['JWT', 'REQUEST']);
  });

  it('what a stream fails to bring is told apart, tried, laid aside, and swept', () => {
    expect(only(events!, 'AWS::Lambda::EventSourceMapping').Properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(only(events!, 'AWS::Scheduler::Schedule').Properties).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
    });
    expect(only(events!, 'AWS::Events::Archive').Properties['RetentionDays']).toBe(7);
    for (const bundle of ['kernel/relay', 'kernel/sweep'])
      expect(functionOf(prod, bundle).properties['Environment'].Variables).toMatchObject({ BUS: expect.anything() });
  });

  it('local keeps nothing', () => {
    const kept = Object.values(local.stacks).flatMap((template) =>
      Object.entries(template).filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain')),
    );
    expect(kept).toEqual([]);
  });
}
