import { activeToday } from '#shared/table/active';
import { grants } from '#shared/table/grants';
import { veiled } from '#shared/table/seal';
import { accounts, addressOwners } from './records.ts';
import type { Account, Role } from './schemas.ts';

export type { Account, Language } from './schemas.ts';

/** An address stands in no key: what stands there cannot be turned back, or guessed without our secret. */
export const veilOf = (address: string) => veiled('address', address);

/** Whose address it is, if anybody's. Needs `get:ADDRESS` and `seal`. */
export const ownerOf = async (address: string) => (await addressOwners.get({ veil: await veilOf(address) }))?.personId;

/** What is known of a person: their name, language and zone among it. Needs `get:USER` and `unseal`. */
export const accountOf = (personId: string) => accounts.get({ personId });

/** All that a person begins with, in one commit: who comes is active that day. Needs `put:ADDRESS`, `put:USER`,
 *  `put:GRANT`, `put:ACTIVE` and `seal`. */
export const enrolment = (account: Account, role: Role) => {
  const { personId, addressVeil: veil, signedUpAt: since } = account;
  return [
    addressOwners.add({ veil, personId }),
    accounts.add(account),
    grants.add({ personId, kind: 'account', name: '', since }),
    grants.add({ personId, kind: 'role', name: role, since }),
    activeToday({ person: personId, since: since.slice(0, 10) }, new Date(since)),
  ];
};
