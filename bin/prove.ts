import { CannotGoOn, command } from './machine/command.ts';
import { awsSettings, ROOT } from './machine/environment.ts';
import { startLocalAws } from './machine/local-aws.ts';
import { virtualEnvironment } from './machine/python.ts';
import { authorisation } from './prove/authorisation.ts';
import { fresh } from './prove/fresh.ts';

/** Proofs in full size, by name: what `npm test` has no time for. Each throws where it fails. */
const proofs: Readonly<Record<string, () => Promise<void>>> = {
  fresh,
  authorisation: async () => {
    const state = `${ROOT}.local`;
    const { endpoint } = await startLocalAws(state, await virtualEnvironment(state), 0);
    if (!(await authorisation(ROOT, awsSettings(endpoint))))
      throw new CannotGoOn('Write a test that misses each of these lines.');
  },
};

await command(async () => {
  const [name = ''] = process.argv.slice(2);
  const prove = proofs[name];
  if (prove === undefined)
    throw new CannotGoOn(`npm run prove -- NAME, where NAME is ${Object.keys(proofs).join(', ')}.`);
  await prove();
  console.log(`proven: ${name}`);
  return 0;
});
