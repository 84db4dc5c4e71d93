import { entity } from '#shared/table/entity';
import { Membership } from './schemas.ts';

export const memberships = entity('membership', Membership, {
  partition: ['MEMBER', 'personId'],
  sort: ['MEMBERSHIP'],
});
