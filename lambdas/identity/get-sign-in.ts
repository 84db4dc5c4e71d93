import { setting } from '#shared/env';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { getSignIn } from './routes.ts';

/** The local AWS signs people in at its own address. */
const base = () => process.env['AWS_ENDPOINT_URL'] ?? setting('SIGN_IN');

export const handler = endpoint(getSignIn, async () =>
  outcome({
    authorizationEndpoint: `${base()}/oauth2/authorize`,
    tokenEndpoint: `${base()}/oauth2/token`,
    logoutEndpoint: `${base()}/logout`,
    clientId: setting('POOL_CLIENT'),
    redirectUri: setting('WEB'),
    scopes: ['openid', 'email', 'profile'],
    responseType: 'code' as const,
    codeChallengeMethod: 'S256' as const,
  }),
);
