import type { Payment } from '../schemas.ts';

/** The platform, where it sells: its commission to providers, and memberships. */
export const PLATFORM = 'platform';

/** A sale of the platform itself: it books, and is given back, as a bill. */
export const isPlatforms = ({ providerId }: Pick<Payment, 'providerId'>) => providerId === PLATFORM;
