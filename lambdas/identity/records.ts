import { entity } from '#shared/table/entity';
import { Account, AddressOwner, KeptConsent, SecurityEvent } from './schemas.ts';

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
export const consents = entity('consent', KeptConsent, {
  partition: ['USER', 'personId'],
  sort: ['CONSENT', 'at', 'id'],
});

export const securityEvents = entity('security-event', SecurityEvent, {
  partition: ['USER', 'personId'],
  sort: ['SECURITY', 'at', 'id'],
  expires: 'keptUntil',
});
