import { randomUUID } from 'node:crypto';
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  type UserStatusType,
} from '@aws-sdk/client-cognito-identity-provider';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll } from 'vitest';
import { pool } from '#shared/users/pool';

/** A user pool of the file's own, as the stack makes it, and somebody from whom mail may come. */
export function withPool(): void {
  beforeAll(async () => {
    const { UserPool } = await pool.send(
      new CreateUserPoolCommand({
        PoolName: `people-${randomUUID()}`,
        AliasAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        MfaConfiguration: 'OPTIONAL',
        Policies: {
          PasswordPolicy: {
            MinimumLength: 12,
            RequireUppercase: true,
            RequireLowercase: true,
            RequireNumbers: true,
            RequireSymbols: true,
          },
        },
      }),
    );
    const place = { UserPoolId: UserPool!.Id! };
    for (const GroupName of ['client', 'coach', 'owner', 'admin'])
      await pool.send(new CreateGroupCommand({ ...place, GroupName }));
    const { UserPoolClient } = await pool.send(
      new CreateUserPoolClientCommand({
        ...place,
        ClientName: 'web',
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      }),
    );
    Object.assign(process.env, {
      POOL: place.UserPoolId,
      POOL_CLIENT: UserPoolClient!.ClientId,
      WEB: 'https://app.example.com/callback',
      SIGN_IN: 'https://sign-in.example.com',
      SENDER: 'hello@example.com',
    });
    await new SESClient().send(new VerifyEmailIdentityCommand({ EmailAddress: 'hello@example.com' }));
  });
  afterAll(async () => {
    await pool.send(new DeleteUserPoolCommand({ UserPoolId: process.env['POOL'] }));
  });
}

const user = (personId: string) => ({ UserPoolId: process.env['POOL'], Username: personId });

export async function statusOf(personId: string): Promise<UserStatusType | undefined> {
  return (await pool.send(new AdminGetUserCommand(user(personId)))).UserStatus;
}

export async function groupsIn(personId: string): Promise<(string | undefined)[]> {
  const { Groups = [] } = await pool.send(new AdminListGroupsForUserCommand(user(personId)));
  return Groups.map(({ GroupName }) => GroupName).sort();
}
