import type { At } from './fakes.ts';

/** What stands on the local AWS, and where. */
export interface Deployed {
  readonly endpoint: string;
  readonly api: string;
  readonly apiId: string;
  readonly sockets: string;
  readonly poolId: string;
  readonly clientId: string;
  /** Where the hosted sign-in sends people back to. */
  readonly callback: string;
  /** Where the fakes of the gateways are; none of Stripe with a test key of one's own. */
  readonly fakes?: At;
}

type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function deployedAt(endpoint: string, callback: string, outputs: Outputs): Deployed {
  const output = (name: string): string => {
    for (const some of Object.values(outputs)) if (some[name] !== undefined) return some[name];
    throw new Error(`no stack has the output ${name}`);
  };
  const door = (id: string) => `${endpoint}/_aws/execute-api/${id}`;
  return {
    endpoint,
    api: door(output('HttpApiId')),
    apiId: output('HttpApiId'),
    sockets: `${door(output('SocketApiId')).replace('http', 'ws')}/v1`,
    poolId: output('PoolId'),
    clientId: output('ClientId'),
    callback,
  };
}

/** The page on which people sign in; a client program adds its PKCE challenge. */
export const signInPage = ({ endpoint, clientId, callback }: Deployed, challenge: Readonly<Record<string, string>>) =>
  `${endpoint}/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'openid email profile',
    ...challenge,
  })}`;
