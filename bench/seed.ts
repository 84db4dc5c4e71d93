import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fresh, withPlan } from '#lambdas/cessation/domain/progress';
import { progresses } from '#lambdas/cessation/records';
import { commit, idsFrom } from '#shared/table/commit';
import { grants } from '#shared/table/grants';

/* Gives everybody named on the command line an account, the consent that is asked for and a running attempt, as the kernel keeps
 * it or, of those whose handler is bare, as bare does. */

const bare = DynamoDBDocumentClient.from(new DynamoDBClient());

for (const clientId of process.argv.slice(2)) {
  const since = new Date().toISOString();
  const attempt = { id: `att_${clientId}`, startedAt: since, quitDate: since.slice(0, 10), zone: 'Asia/Almaty' };
  const progress = withPlan(fresh(clientId, attempt.zone, attempt.quitDate), attempt);
  const account = grants.add({ personId: clientId, kind: 'account', name: '', since });
  const consent = grants.add({ personId: clientId, kind: 'consent', name: 'health-data/2026-01', since });
  const isBare = clientId.startsWith('bare');
  await commit(idsFrom(clientId), [account, consent, !isBare && progresses.add(progress)]);
  if (!isBare) continue;
  const Item = { pk: `QUIT#${clientId}`, sk: 'PROGRESS#', entity: 'progress', version: 1, data: progress };
  await bare.send(new PutCommand({ TableName: process.env['TABLE'], Item }));
}
