import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { setting } from '#shared/env';
import type { SecondFactor } from '#shared/http/actor';

export const pool = new CognitoIdentityProviderClient();

/** Whether a code from an app of theirs is asked of this person at every sign-in. */
export const secondFactor: SecondFactor = async (personId) => {
  const { UserMFASettingList = [] } = await pool.send(
    new AdminGetUserCommand({ UserPoolId: setting('POOL'), Username: personId }),
  );
  return UserMFASettingList.includes('SOFTWARE_TOKEN_MFA');
};
