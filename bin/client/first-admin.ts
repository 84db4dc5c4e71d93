import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Deployed } from '../machine/deployed.ts';
import { ROOT } from '../machine/environment.ts';
import { PASSWORD } from './mailbox.ts';

/** `npm run admin`, as an operator types it; what it prints holds a temporary password for whoever never signed in. */
export async function makeAdmin({ endpoint }: Deployed, address: string, name: string): Promise<string> {
  const typed = ['run', '--silent', 'admin', '--', '--endpoint', endpoint, '--address', address, '--name', name];
  const { stdout } = await promisify(execFile)('npm', typed, { cwd: ROOT });
  const [password] = stdout.match(PASSWORD) ?? [];
  if (password === undefined) throw new Error(`npm run admin says no password:\n${stdout}`);
  return password;
}
