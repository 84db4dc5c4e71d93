import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { api, claims, db, listen, newPerson, signIn } from './client.ts';

let since = performance.now();
const step = (name: string, what: unknown) => {
  const now = performance.now();
  console.log(`${(now - since).toFixed(0).padStart(6)} ms  ${name}: ${JSON.stringify(what)}`);
  since = now;
};
const expect = (what: boolean, why: string, seen?: unknown) => {
  if (!what) {
    console.error(`FAILED: ${why} ${JSON.stringify(seen)}`);
    process.exit(1);
  }
};

const email = `ann-${randomUUID().slice(0, 8)}@example.com`;
const sub = await newPerson(email, 'Temporary-1234', ['client']);
step('created', { email, sub });
const tokens = await signIn(email, 'Temporary-1234', 'Chosen-By-Me-1234');
step('signed in, password renewed', claims(tokens.access_token));
const again = await signIn(email, 'Chosen-By-Me-1234');
step('signed in again', Object.keys(again));
const token = again.access_token;

const none = await api('GET', '/v1/notices', undefined);
expect(none.status === 401, 'no token', none);
const id = await api('GET', '/v1/notices', again.id_token);
expect(id.status === 401 || id.status === 403, 'id token', id);
step('no token, id token', [none.status, id.status, id.body]);

const there = listen(token);
await there.opened;
step('socket open', there.socket.readyState);
const refused = listen('a.b.c');
expect(
  await refused.opened.then(
    () => false,
    () => true,
  ),
  'a socket with a bad token is refused',
);
step('bad socket refused', true);

const plan = await api('PUT', '/v1/quit-plan', token, {
  quitDate: '2026-01-02',
  zone: 'Asia/Almaty',
  method: 'abrupt',
});
expect(plan.status === 200, 'quit plan', plan);
step('PUT quit plan', plan.body);
const key = randomUUID();
const body = { at: new Date().toISOString(), trigger: 'coffee', intensity: 7, smoked: true };
const craving = await api('POST', '/v1/cravings', token, body, key);
expect(craving.status === 201, 'craving', craving);
step('POST craving', craving.body);
const retried = await api('POST', '/v1/cravings', token, body, key);
expect(JSON.stringify(retried) === JSON.stringify(craving), 'retry answers the same', retried);
step('retried', retried.status);
const message = await there.next(Number(process.env['PATIENCE'] ?? 15_000));
expect(message.personId === sub && message.type === 'notice', 'message', message);
step('socket message', message);
const notices = await api('GET', '/v1/notices', token);
expect(notices.status === 200 && notices.body.items?.length === 1, 'one notice', notices);
step('GET notices', notices.body);
there.socket.close();
let Items: any[] = [];
const left = (prefix: string) => Items.filter(({ pk }) => pk.startsWith(prefix)).length;
const waiting = () =>
  Items.filter(({ pk, data }) => pk.startsWith('OUTBOX#') && JSON.stringify(data).includes(sub)).length;
for (let tries = 0; tries < 25; tries += 1) {
  ({ Items = [] } = await db.send(new ScanCommand({ TableName: 'steady-local-items', ConsistentRead: true })));
  if (waiting() === 0 && left(`SOCKET#${sub}`) === 0) break;
  await new Promise((done) => setTimeout(done, 100));
}
expect(!JSON.stringify(Items).includes('coffee'), 'sealed');
step(
  'left in the table',
  Object.fromEntries(['QUIT#', 'INBOX#', 'OUTBOX#', 'ONCE#', 'HEARD#', `SOCKET#${sub}`].map((p) => [p, left(p)])),
);
expect(waiting() === 0 && left(`SOCKET#${sub}`) === 0, 'nothing waits, nobody is there');
console.log('journey passed');
process.exit(0);
