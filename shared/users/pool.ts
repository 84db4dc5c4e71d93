import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { setting } from '#shared/env';
import type { SecondFactor } from '#shared/http/actor';

export const pool = new CognitoIdentityProviderClient();

/** A person's user name in the pool is our own id of them. */
const user = (personId: string) => ({ UserPoolId: setting('POOL'), Username: personId });

/** Undefined of somebody whom the pool does not know. */
const ifThere = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
};

/** Whether a code from an app of theirs is asked of this person at every sign-in. */
export const secondFactor: SecondFactor = async (personId) => {
  const { UserMFASettingList = [] } = await pool.send(new AdminGetUserCommand(user(personId)));
  return UserMFASettingList.includes('SOFTWARE_TOKEN_MFA');
};

/** Makes the user, or gives one who never signed in a new temporary password. False of somebody who has one of their own.
 *  The address counts as verified because the password goes there and nowhere else. */
export async function offerPassword(personId: string, address: string, password: string): Promise<boolean> {
  const known = await ifThere(pool.send(new AdminGetUserCommand(user(personId))));
  if (known === undefined) {
    await pool.send(
      new AdminCreateUserCommand({
        ...user(personId),
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS', // the letter is ours, in the person's language
        UserAttributes: [
          { Name: 'email', Value: address },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    return true;
  }
  if (known.UserStatus !== 'FORCE_CHANGE_PASSWORD') return false;
  await pool.send(new AdminSetUserPasswordCommand({ ...user(personId), Password: password, Permanent: false }));
  return true;
}

/** The groups that a person is in; undefined of somebody whom the pool does not know. */
export async function groupsOf(personId: string): Promise<string[] | undefined> {
  const found = await ifThere(pool.send(new AdminListGroupsForUserCommand(user(personId))));
  return found?.Groups?.flatMap(({ GroupName }) => GroupName ?? []);
}

export async function addToGroups(personId: string, groups: readonly string[]): Promise<void> {
  for (const GroupName of groups) await pool.send(new AdminAddUserToGroupCommand({ ...user(personId), GroupName }));
}

export async function removeFromGroups(personId: string, groups: readonly string[]): Promise<void> {
  for (const GroupName of groups)
    await pool.send(new AdminRemoveUserFromGroupCommand({ ...user(personId), GroupName }));
}

/** Ends every session: no refresh token of theirs is good any more. */
export async function signOutEverywhere(personId: string): Promise<void> {
  await ifThere(pool.send(new AdminUserGlobalSignOutCommand(user(personId))));
}
