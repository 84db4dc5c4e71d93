interface Claims {
  readonly [claim: string]: unknown;
}

/** The caller's id, if they are a client with an access token. */
export function clientOf({ sub, token_use, 'cognito:groups': groups }: Claims): string | undefined {
  const isClient = /\bclient\b/.test(String(groups ?? ''));
  return token_use === 'access' && isClient ? String(sub) : undefined;
}

export const forbidden = { type: '/problems/forbidden', title: 'This is not for you', status: 403, errors: [] };
