import {
  AdminCreateUserCommand,
  AdminSetUserMFAPreferenceCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { pool } from '#shared/users/pool';
import { enrolled } from '../kit/index.ts';

let made: Promise<string> | undefined;

/** The pool that this file's admins are in. */
async function poolId(): Promise<string> {
  const { UserPool } = await pool.send(new CreateUserPoolCommand({ PoolName: 'admins' }));
  return UserPool!.Id!;
}

/** An admin, by the table; with a second factor, by the pool. */
export async function adminOf(Username: string, hasFactor = true): Promise<void> {
  const UserPoolId = await (made ??= poolId());
  process.env['POOL'] = UserPoolId;
  await enrolled(Username, { roles: ['admin'] });
  await pool.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' })).catch((error) => {
    if (error.name !== 'UsernameExistsException') throw error;
  });
  const SoftwareTokenMfaSettings = { Enabled: hasFactor, PreferredMfa: hasFactor };
  await pool.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username, SoftwareTokenMfaSettings }));
}
