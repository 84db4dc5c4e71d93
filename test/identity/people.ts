import { veilOf } from '#lambdas/identity/index';
import { accounts, addressOwners } from '#lambdas/identity/records';
import type { Account } from '#lambdas/identity/schemas';
import { given } from '../kit/index.ts';

/** Somebody's account and address, beside what they were granted. */
export async function account(personId: string, more: Partial<Account> = {}): Promise<Account> {
  const address = more.address ?? `${personId.replace('_', '-')}@example.com`;
  const made: Account = {
    personId,
    address,
    addressVeil: await veilOf(address),
    name: 'Ann Example',
    language: 'ru',
    zone: 'Asia/Almaty',
    status: 'pending',
    signedUpAt: '2025-01-01T00:00:00.000Z',
    ...more,
  };
  await given(accounts.add(made), addressOwners.add({ veil: made.addressVeil, personId }));
  return made;
}
