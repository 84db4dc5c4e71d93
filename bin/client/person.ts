import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Call, connect } from '#shared/http/client';
import type { Role } from '#shared/http/route';
import type { Deployed } from '../machine/deployed.ts';
import { claims, signIn, type Tokens } from './sign-in.ts';

/** Somebody at a client program of theirs. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly tokens: Tokens;
  readonly call: Call;
}

export const TEMPORARY = 'Temporary-1234';

/** An account with a temporary password. */
export async function account({ poolId }: Deployed, email: string, roles: readonly Role[]): Promise<string> {
  const pool = new CognitoIdentityProviderClient();
  const Username = `per_${randomUUID()}`;
  await pool.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username,
      TemporaryPassword: TEMPORARY,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  for (const GroupName of roles) {
    await pool.send(new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username, GroupName }));
  }
  return Username;
}

export async function enter(deployed: Deployed, email: string, password: string, chosen?: string): Promise<Person> {
  const tokens = await signIn(deployed, { email, password, ...(chosen !== undefined && { chosen }) });
  const token = tokens.access_token;
  return { id: String(claims(token)['username']), email, tokens, call: connect({ base: deployed.api, token }) };
}
