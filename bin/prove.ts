import { CannotGoOn, command } from './machine/command.ts';
import { fresh } from './prove/fresh.ts';

/** Proofs in full size, by name: what `npm test` has no time for. Each throws where it fails. */
const proofs: Readonly<Record<string, () => Promise<void>>> = { fresh };

await command(async () => {
  const [name = ''] = process.argv.slice(2);
  const prove = proofs[name];
  if (prove === undefined)
    throw new CannotGoOn(`npm run prove -- NAME, where NAME is ${Object.keys(proofs).join(', ')}.`);
  await prove();
  console.log(`proven: ${name}`);
  return 0;
});
