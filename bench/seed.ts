import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fresh, withPlan } from '#lambdas/cessation/domain/progress';
import { attempts, progresses } from '#lambdas/cessation/records';
import { commit, idsFrom } from '#shared/table/commit';
import { grants } from '#shared/table/grants';

/* Gives everybody named on the command line an account and a running attempt, as the kernel keeps it or, of those whose handler is bare,
 * as bare does. */

const bare = DynamoDBDocumentClient.from(new DynamoDBClient());

for (const clientId of process.argv.slice(2)) {
  const startedAt = new Date().toISOString();
  const attempt = {
    id: `att_${clientId}`,
    clientId,
    startedAt,
    quitDate: startedAt.slice(0, 10),
    zone: 'Asia/Almaty',
    method: 'abrupt',
    status: 'running',
  } as const;
  const progress = withPlan(fresh(clientId, attempt.zone), attempt);
  const account = grants.add({ personId: clientId, kind: 'account', name: '', since: startedAt });
  const consent = grants.add({ personId: clientId, kind: 'consent', name: 'health-data', since: startedAt });
  if (clientId.startsWith('bare')) {
    const place = { pk: `QUIT#${clientId}`, sk: `ATTEMPT#${startedAt}#${attempt.id}#` };
    const Item = { ...place, entity: 'attempt', version: 1, data: attempt };
    await bare.send(new PutCommand({ TableName: process.env['TABLE'], Item }));
    await commit(idsFrom(clientId), [account, consent]);
  } else {
    await commit(idsFrom(clientId), [account, consent, attempts.add(attempt), progresses.add(progress)]);
  }
}
