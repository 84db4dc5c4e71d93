import { randomUUID } from 'node:crypto';
import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
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
    Object.assign(process.env, { POOL: place.UserPoolId, POOL_CLIENT: UserPoolClient!.ClientId });
    await new SESClient().send(new VerifyEmailIdentityCommand({ EmailAddress: process.env['SENDER'] }));
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

/** What signing in, or refreshing, comes to: a challenge, a refresh token, or the name of the refusal. */
export async function signIn(USERNAME: string, PASSWORD: string, REFRESH_TOKEN?: string): Promise<string> {
  const refreshing = REFRESH_TOKEN !== undefined;
  try {
    const { ChallengeName, AuthenticationResult } = await pool.send(
      new AdminInitiateAuthCommand({
        UserPoolId: process.env['POOL'],
        ClientId: process.env['POOL_CLIENT'],
        AuthFlow: refreshing ? 'REFRESH_TOKEN_AUTH' : 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: refreshing ? { REFRESH_TOKEN } : { USERNAME, PASSWORD },
      }),
    );
    return ChallengeName ?? (refreshing ? 'refreshed' : AuthenticationResult!.RefreshToken!);
  } catch (error) {
    return (error as Error).name;
  }
}

interface Sent {
  readonly To: readonly string[];
  readonly Source: string;
  readonly Subject: string;
  readonly BodyText: string;
}

/** What was sent to an address. */
export async function letters(address: string): Promise<Sent[]> {
  const answer = await fetch(`${process.env['AWS_ENDPOINT_URL']}/_ministack/ses/messages`);
  const { messages } = (await answer.json()) as { messages: Record<string, Sent[]> };
  return Object.values(messages)
    .flat()
    .filter(({ To }) => To.some((one) => one.includes(address)));
}
