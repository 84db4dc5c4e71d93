import { entity } from '#shared/table/entity';
import { grants } from '#shared/table/grants';
import { veiled } from '#shared/table/seal';
import { Account, AddressOwner, Consent, type Role, SecurityEvent } from './schemas.ts';

export const accounts = entity('account', Account, {
  partition: ['USER', 'personId'],
  sort: ['ACCOUNT'],
  sealed: { person: 'personId', fields: ['address', 'name'] },
});

export const addressOwners = entity('address-owner', AddressOwner, {
  partition: ['ADDRESS', 'veil'],
  sort: ['ADDRESS'],
});

/** Never changed: what was consented to is evidence. */
export const consents = entity('consent', Consent, {
  partition: ['USER', 'personId'],
  sort: ['CONSENT', 'at', 'id'],
});

export const securityEvents = entity('security-event', SecurityEvent, {
  partition: ['USER', 'personId'],
  sort: ['SECURITY', 'at', 'id'],
  expires: 'keptUntil',
});

/** An address stands in no key: what stands there cannot be turned back, or guessed without our secret. */
export const veilOf = (address: string) => veiled('address', address);

/** All that a person begins with, in one commit. */
export const enrolment = (account: Account, role: Role) => {
  const { personId, addressVeil: veil, signedUpAt: since } = account;
  return [
    addressOwners.add({ veil, personId }),
    accounts.add(account),
    grants.add({ personId, kind: 'account', name: '', since }),
    grants.add({ personId, kind: 'role', name: role, since }),
  ];
};
