import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { paginateListUserPools } from '@aws-sdk/client-cognito-identity-provider';
import { keyAlias, named, stages } from '../lib/stages.ts';

/* The first admin, who makes the others: npm run admin -- --address ann@example.com --name Ann [--stage dev] [--endpoint URL]
 * Run again it changes nothing, and offers a new temporary password to somebody who never signed in. */

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    name: { type: 'string' },
    stage: { type: 'string', default: 'local' },
    endpoint: { type: 'string' },
  },
});
const stage = Object.values(stages).find(({ name }) => name === values.stage);
if (!stage || !values.address || !values.name)
  stop(`npm run admin -- --address ADDRESS --name NAME [--stage ${Object.keys(stages).join('|')}] [--endpoint URL]`);
if (stage.isLocal && !values.endpoint) stop('The local stage is at an --endpoint: npm run local prints it');

process.env['AWS_REGION'] ??= stage.region;
if (values.endpoint) process.env['AWS_ENDPOINT_URL'] = values.endpoint;
if (stage.isLocal) Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
process.env['TABLE'] = named(stage, 'items');
process.env['KEYS_TABLE'] = named(stage, 'keys');
process.env['KMS_KEY'] = keyAlias(stage);

// What reads these settings is loaded when they are there.
const { accountOf, enrolment, ownerOf, veilOf } = await import('../lambdas/identity/index.ts');
const { Account, Address } = await import('../lambdas/identity/schemas.ts');
const { commit, idsFrom } = await import('../shared/table/commit.ts');
const { grants } = await import('../shared/table/grants.ts');
const { temporaryPassword } = await import('../shared/users/password.ts');
const { addToGroups, offerPassword, pool } = await import('../shared/users/pool.ts');

const address = Address.safeParse(values.address);
if (!address.success) stop(`${values.address} is no e-mail address`);
process.env['POOL'] = (await poolNamed(named(stage, 'people'))) ?? stop(`There is no stage ${stage.name} there`);

const role = { kind: 'role', name: 'admin' } as const;
const since = new Date().toISOString();
const known = await ownerOf(address.data);
const personId = known ?? idsFrom()('per').toLowerCase();
if (known === undefined) {
  const account = Account.parse({
    personId,
    address: address.data,
    addressVeil: await veilOf(address.data),
    name: values.name,
    language: 'en',
    zone: 'UTC',
    status: 'pending',
    signedUpAt: since,
  });
  await commit(idsFrom(), enrolment(account, 'admin'));
} else if (!(await accountOf(personId))) stop('This address belongs to somebody who was erased');
else if (!(await grants.get({ personId, ...role })))
  await commit(idsFrom(), [grants.add({ personId, ...role, since })]);

const password = await temporaryPassword(`pwd_${randomBytes(16).toString('base64url')}`);
const isOffered = await offerPassword(personId, address.data, password);
await addToGroups(personId, ['admin']);
console.log(`${address.data} is an admin (${personId}).`);
console.log(
  isOffered ? `Sign in with the temporary password ${password}` : 'They sign in with the password they have.',
);
console.log('Admin entries ask for a second factor: set up an authenticator app first.');

async function poolNamed(name: string): Promise<string | undefined> {
  for await (const { UserPools = [] } of paginateListUserPools({ client: pool }, { MaxResults: 60 })) {
    const found = UserPools.find(({ Name }) => Name === name);
    if (found) return found.Id;
  }
  return undefined;
}

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}
