import { glob, readFile } from 'node:fs/promises';
import { ApiGatewayV2Client, UpdateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { DynamoDBClient, UpdateContinuousBackupsCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { Deployed } from './deployed.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: any;
}

/** The local AWS drops some of what a template says: it is told again what the templates say. */
export async function mend({ endpoint, apiId }: Deployed, templates: string): Promise<void> {
  const all = await resources(templates);
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const tables = new DynamoDBClient({ endpoint });
  const apis = new ApiGatewayV2Client({ endpoint });
  for (const { TableName, TimeToLiveSpecification, Replicas } of of('AWS::DynamoDB::GlobalTable')) {
    if (TimeToLiveSpecification) {
      await tables.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    }
    const { PointInTimeRecoverySpecification } = Replicas[0];
    if (PointInTimeRecoverySpecification) {
      await tables.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    }
  }
  for (const { ProtocolType, CorsConfiguration } of of('AWS::ApiGatewayV2::Api')) {
    if (ProtocolType === 'HTTP' && CorsConfiguration) {
      await apis.send(new UpdateApiCommand({ ApiId: apiId, CorsConfiguration }));
    }
  }
}

async function resources(folder: string): Promise<Resource[]> {
  const all: Resource[] = [];
  for await (const file of glob(`${folder}/*.template.json`)) {
    all.push(...Object.values<Resource>(JSON.parse(await readFile(file, 'utf8')).Resources));
  }
  return all;
}
