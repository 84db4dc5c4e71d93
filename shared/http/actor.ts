import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Held } from '#shared/table/grants';
import { PersonId } from '#shared/text';
import { consentRequired, forbidden, secondFactorRequired, signedOut, upgradeRequired } from './problem.ts';
import { type Audience, alwaysAsks, type Role, type Route } from './route.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

export interface Actor {
  readonly id: string;
  /** For which of the route's audience they are let in. */
  readonly roles: readonly Audience[];
}

/** Asks the user pool whether a person has a second factor. */
export type SecondFactor = (personId: string) => Promise<boolean>;

const UPGRADE_AT = '/v1/membership-plans';
const CONSENT_AT = '/v1/consents';

/** Who calls, by the token that the gateway has verified. Access tokens only; the person's id is the user name that we
 *  gave them; groups are handed over as `[client coach]`. */
export function callerOf({ requestContext }: HttpEvent) {
  const { username, token_use, iat, 'cognito:groups': groups = '' } = requestContext.authorizer?.jwt?.claims ?? {};
  if (token_use !== 'access' || !PersonId.safeParse(username).success) throw forbidden();
  const inGroups = String(groups)
    .replace(/^\[|\]$/g, '')
    .split(' ');
  return { id: String(username), issued: Number(iat) * 1000, inGroups: new Set(inGroups) };
}
export type Caller = ReturnType<typeof callerOf>;

/** A token that lags behind the table bars nobody. */
export const asksTable = (route: Route, { inGroups }: Caller) =>
  alwaysAsks(route) || !route.audience.some((role) => role === 'person' || inGroups.has(role));

/** The caller as this route sees them, or the reason why they are not let in. */
export async function admitted(
  route: Route,
  caller: Caller,
  held: Held | undefined,
  secondFactor: SecondFactor | undefined,
): Promise<Actor> {
  if (route.fresh && held && caller.issued < held.signedOut) throw signedOut();
  const is = (role: Audience): boolean => {
    if (role === 'person') return true;
    if (role === 'staff') return held?.has('staff') ?? false;
    return (!route.fresh && caller.inGroups.has(role)) || (held?.has('role', role) ?? false);
  };
  const roles = route.audience.filter(is);
  if (roles.length === 0) throw forbidden();
  const { entitlement, consent } = route;
  if (entitlement && !held?.has('entitlement', entitlement.feature)) {
    throw upgradeRequired({
      detail: `${entitlement.feature} comes with ${entitlement.plan}`,
      extra: { ...entitlement, upgrade: UPGRADE_AT },
    });
  }
  if (consent && !held?.has('consent', consent)) {
    const [document = '', version = ''] = consent.split('/');
    throw consentRequired({ extra: { document, version, at: CONSENT_AT } });
  }
  if (!route.fresh || !roles.includes('admin' satisfies Role)) return { id: caller.id, roles };
  if (await secondFactor?.(caller.id)) return { id: caller.id, roles };
  const others = roles.filter((role) => role !== 'admin');
  if (others.length === 0) throw secondFactorRequired();
  return { id: caller.id, roles: others };
}
