import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { has, named, type Stage } from '../stages.ts';
import { acknowledge } from './use-case.ts';

/** Every night for 35 days, every week for a quarter: longer would only keep what was erased. The personal keys' table
 *  is in no backup, or an erasure could be undone. */
export function backups(stack: Stack, stage: Stage, items: TableV2, encryptionKey: IKey): void {
  const backupVault = new BackupVault(stack, 'Vault', {
    backupVaultName: named(stage, 'vault'),
    encryptionKey,
    removalPolicy: stage.isLocal ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    blockRecoveryPointDeletion: !stage.isLocal,
  });
  const rule = (ruleName: string, schedule: Schedule, days: number) =>
    new BackupPlanRule({ ruleName, scheduleExpression: schedule, deleteAfter: Duration.days(days) });
  const plan = new BackupPlan(stack, 'Backups', {
    backupPlanName: named(stage, 'backups'),
    backupVault,
    backupPlanRules: [
      rule('daily', Schedule.cron({ minute: '0', hour: '2' }), 35),
      rule('weekly', Schedule.cron({ minute: '0', hour: '4', weekDay: 'SUN' }), 91),
    ],
  });
  if (!has(stage, 'AWS::Backup::BackupSelection')) return;
  const role = new Role(stack, 'BackupRole', {
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup')],
  });
  acknowledge(
    role,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
    'The policy that AWS made for this',
  );
  plan.addSelection('Items', { role, resources: [BackupResource.fromArn(items.tableArn)] });
}
