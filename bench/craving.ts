import { createHash, randomUUID } from 'node:crypto';
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { dayOf, isAhead } from '#lambdas/cessation/domain/craving';
import { withNews } from '#lambdas/cessation/domain/night';
import { courseOfAttempt } from '#lambdas/cessation/domain/plan';
import { settled, told } from '#lambdas/cessation/domain/progress';
import type { Night } from '#lambdas/cessation/follow-up-schemas';
import type { Attempt } from '#lambdas/cessation/schemas';
import { Grant, NewCraving, PersonId, Progress } from './schemas.ts';

/* What log-craving does, written by hand on lib-dynamodb and zod: the same reads, the same validation, the same lines of
 * one transaction. The bare, the Express and the Hono handler are three ways in to it. The rules are the product's own, for
 * all alike; of the kernel it has nothing: what that costs is what is measured. It seals nothing. */

export interface Claims {
  readonly [claim: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const db = DynamoDBDocumentClient.from(new DynamoDBClient(), { marshallOptions: { removeUndefinedValues: true } });
const table = () => process.env['TABLE'];
const DAY = 24 * 60 * 60;
const DECISIONS = 3;

export async function logCraving(claims: Claims, key: string | undefined, input: unknown): Promise<Answer> {
  const began = performance.now();
  const answer = await answerTo(claims, key, input);
  const { username: actor } = claims;
  const ms = Math.round(performance.now() - began);
  console.log(JSON.stringify({ level: 'INFO', message: 'answered', actor, status: answer.status, ms }));
  return answer;
}

async function answerTo(
  { username, token_use, 'cognito:groups': groups }: Claims,
  key: string | undefined,
  input: unknown,
): Promise<Answer> {
  if (token_use !== 'access' || !PersonId.safeParse(username).success) return forbidden();
  const person = String(username);
  const { success, data: body, error } = NewCraving.safeParse(input);
  if (!success) {
    const errors = error.issues.map(({ path, code, message }) => ({ field: path.join('.'), code, title: message }));
    return problem('invalid', 422, 'Some fields are not as they must be', errors);
  }
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    return problem('invalid', 422, 'Some fields are not as they must be', [{ field: 'Idempotency-Key' }]);
  }
  const mark = key === undefined ? undefined : `ONCE#${hash(person, key)}`;
  const asked = hash('POST', '/v1/cravings', body);
  const [grants, before] = await Promise.all([grantsOf(person), mark && answered(mark, asked)]);
  const isClient =
    /\bclient\b/.test(String(groups)) || grants.some(({ kind, name }) => kind === 'role' && name === 'client');
  if (!isClient) return forbidden();
  if (!grants.some(({ kind, name }) => kind === 'consent' && name === 'health-data/2026-01')) return consentRequired();
  if (before) return before;

  const now = new Date();
  if (isAhead(body.at, now)) {
    const title = 'A craving cannot lie in the future';
    return problem('craving_ahead', 422, title, [{ field: 'at', code: 'craving_ahead', title }]);
  }
  const today = now.toISOString().slice(0, 10);
  const since = grants.find(({ kind }) => kind === 'account')?.since.slice(0, 10);
  for (let attempt = 1; ; attempt += 1) {
    const known = await progressOf(person);
    const date = known && dayOf(body.at, known.progress, now);
    const attemptId = known?.progress.spans.at(-1)?.id;
    const craving = { ...body, id: newId('crv'), clientId: person, attemptId, date };
    const place = { pk: `QUIT#${person}`, sk: `CRAVING#${craving.at}#${craving.id}#` };
    const lines = [
      mark && markLine(mark, asked, craving, now),
      put({ ...place, entity: 'craving', version: 1, data: craving }),
      ...(known && date ? await countedLines(known, date, craving, now) : []),
      since !== undefined && !isMarked(person, today) && activeLine(person, since, today),
    ];
    try {
      await db.send(new TransactWriteCommand({ TransactItems: lines.filter((line) => typeof line === 'object') }));
      marked.add(person);
      return { status: 201, body: craving };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const meanwhile = mark && (await answered(mark, asked));
      if (meanwhile) return meanwhile;
      if (attempt === DECISIONS) throw error;
    }
  }
}

type Known = NonNullable<Awaited<ReturnType<typeof progressOf>>>;
interface Felt {
  readonly id: string;
  readonly clientId: string;
  readonly at: string;
  readonly smoked: boolean;
}

/** What a craving changes in the figures, tonight's agenda and, where it makes a relapse, in the attempt. */
async function countedLines({ progress: before, version }: Known, date: string, craving: Felt, now: Date) {
  const { at, clientId, smoked } = craving;
  const { progress, isLapse, relapse } = told(before, date, smoked ? { slips: 1, at } : { resisted: 1 });
  const { progress: next, night } = withNews(settled(progress, now), now);
  const span = next.spans.at(-1);
  const attempt = relapse && span && (await attemptOf(clientId, span));
  const changed = attempt && { ...attempt.attempt, ...courseOfAttempt(attempt.attempt, relapse?.on) };
  return [
    progressLine(next, version),
    night && nightLine(night),
    attempt && changed && replaceLine(attemptKey(clientId, changed), 'attempt', changed, attempt.version),
    changed && relapse?.on && eventLine('cessation.relapsed.v1', { clientId, attemptId: changed.id, at }, now),
    eventLine(isLapse ? 'cessation.lapsed.v1' : 'cessation.standing-moved.v1', { id: craving.id, clientId, at }, now),
  ];
}

const attemptKey = (person: string, { startedAt, id }: { startedAt: string; id: string }) => ({
  pk: `QUIT#${person}`,
  sk: `ATTEMPT#${startedAt}#${id}#`,
});

async function attemptOf(person: string, span: { startedAt: string; id: string }) {
  const Key = attemptKey(person, span);
  const { Item } = await db.send(new GetCommand({ TableName: table(), Key, ConsistentRead: true }));
  return Item && { attempt: Item['data'] as Attempt, version: Number(Item['version']) };
}

async function grantsOf(person: string) {
  const now = Date.now();
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':pk': `GRANT#${person}`, ':kind': 'GRANT#' },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ data }) => Grant.parse(data)).filter(
    ({ until }) => until === undefined || Date.parse(until) > now,
  );
}

/** Who has been marked as active today, by this machine. */
const marked = new Set<string>();
let markedOn = '';

function isMarked(person: string, today: string): boolean {
  if (today !== markedOn) marked.clear();
  markedOn = today;
  return marked.has(person);
}

async function answered(mark: string, asked: string): Promise<Answer | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: { pk: mark, sk: 'MARK#' }, ConsistentRead: true }),
  );
  if (Item === undefined || Item['expires'] <= seconds(new Date())) return undefined;
  return Item['asked'] === asked
    ? { status: 201, body: Item['answer'] }
    : problem('other_body', 422, 'This Idempotency-Key came with another request before');
}

async function progressOf(person: string) {
  const Key = { pk: `QUIT#${person}`, sk: 'PROGRESS#' };
  const { Item } = await db.send(new GetCommand({ TableName: table(), Key, ConsistentRead: true }));
  return Item && { progress: Progress.parse(Item['data']), version: Number(Item['version']) };
}

const activeLine = (person: string, since: string, day: string) => ({
  Put: {
    TableName: table(),
    Item: {
      pk: `ACTIVE#${day}#${createHash('sha256').update(person).digest()[0]! % 4}`,
      sk: `SINCE#${since}#${person}#`,
      entity: 'active',
      person,
      since,
      expires: Date.parse(day) / 1000 + 400 * DAY,
    },
  },
});

const put = (Item: object) => ({
  Put: { TableName: table(), Item, ConditionExpression: 'attribute_not_exists(pk)' },
});

const progressLine = (progress: Progress, version: number) =>
  replaceLine({ pk: `QUIT#${progress.clientId}`, sk: 'PROGRESS#' }, 'progress', progress, version);

const replaceLine = (key: { pk: string; sk: string }, entity: string, data: object, version: number) => ({
  Put: {
    TableName: table(),
    Item: { ...key, entity, version: version + 1, data },
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  },
});

const nightLine = (night: Night) => ({
  Put: {
    TableName: table(),
    Item: {
      pk: `NIGHT#${night.slot}`,
      sk: `HOUR#${night.hour}#${night.clientId}#`,
      entity: 'night',
      version: 1,
      data: night,
      expires: Date.parse(night.expiresAt) / 1000,
    },
  },
});

const markLine = (pk: string, asked: string, answer: object, now: Date) => ({
  Put: {
    TableName: table(),
    Item: { pk, sk: 'MARK#', entity: 'mark', asked, answer, expires: seconds(now) + DAY },
    ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
    ExpressionAttributeValues: { ':now': seconds(now) },
  },
});

function eventLine(event: string, told: object, now: Date) {
  const eventId = newId('evt');
  const shard = createHash('sha256').update(eventId).digest()[0]! % 16;
  const data = { id: eventId, data: told };
  return put({ pk: `OUTBOX#${shard}`, sk: `${now.toISOString()}#${eventId}`, entity: 'outbox', event, data });
}

const forbidden = () => problem('forbidden', 403, 'This is not for you');
const consentRequired = (): Answer => {
  const { status, body } = problem('consent_required', 403, 'This needs your consent first');
  return { status, body: { ...body, document: 'health-data', version: '2026-01', at: '/v1/consents' } };
};
const problem = (code: string, status: number, title: string, errors: object[] = []) => ({
  status,
  body: { type: `/problems/${code}`, title, status, errors },
});

const hash = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const newId = (prefix: string) => `${prefix}_${randomUUID()}`;
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
