import {
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { generate } from 'otplib';
import type { Deployed } from '../machine/deployed.ts';
import type { Credentials, Tokens } from './sign-in.ts';

/** An app that shows codes, once it has been given its key. */
export type Codes = () => Promise<string>;

/** Signs in by the pool's own API, as an app with a form of its own does: the password does not leave it (SRP), and where
 *  a code is asked for, it is given. */
export async function signInByApi(
  { endpoint, poolId, clientId }: Deployed,
  { email, password }: Omit<Credentials, 'chosen'>,
  codes?: Codes,
): Promise<Tokens> {
  const pool = new CognitoIdentityProviderClient({ endpoint });
  const session = createSrpSession(email, password, poolId, false);
  const begun = await pool.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(session, {
        ClientId: clientId,
        AuthFlow: 'USER_SRP_AUTH' as const,
        AuthParameters: { USERNAME: email },
      }),
    ),
  );
  const { ChallengeParameters = {} } = begun;
  const proven = await pool.send(
    new RespondToAuthChallengeCommand(
      wrapAuthChallenge(signSrpSession(session, { ChallengeParameters }), {
        ClientId: clientId,
        ChallengeName: 'PASSWORD_VERIFIER' as const,
        ChallengeResponses: { USERNAME: ChallengeParameters['USER_ID_FOR_SRP'] ?? email },
      }),
    ),
  );
  if (proven.ChallengeName === undefined) return tokensOf(proven.AuthenticationResult);
  if (proven.ChallengeName !== 'SOFTWARE_TOKEN_MFA' || codes === undefined)
    throw new Error(`${proven.ChallengeName} is asked of ${email}`);
  const confirmed = await pool.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: proven.ChallengeName,
      Session: proven.Session,
      ChallengeResponses: {
        USERNAME: proven.ChallengeParameters?.['USER_ID_FOR_SRP'] ?? email,
        SOFTWARE_TOKEN_MFA_CODE: await codes(),
      },
    }),
  );
  return tokensOf(confirmed.AuthenticationResult);
}

/** Sets up an app that shows codes; from then on one is asked for. The key is what somebody would scan. */
export async function setUpCodes(
  { endpoint }: Deployed,
  { access_token: AccessToken }: Tokens,
): Promise<{ key: string; codes: Codes }> {
  const pool = new CognitoIdentityProviderClient({ endpoint });
  const { SecretCode: key = '' } = await pool.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const codes = () => generate({ secret: key });
  await pool.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: await codes() }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await pool.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return { key, codes };
}

function tokensOf({ AccessToken, IdToken, RefreshToken }: AuthenticationResultType = {}): Tokens {
  if (!AccessToken || !IdToken || !RefreshToken) throw new Error('the pool gives no tokens');
  return { access_token: AccessToken, id_token: IdToken, refresh_token: RefreshToken };
}
