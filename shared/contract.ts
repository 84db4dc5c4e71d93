import type { GatewayName } from './gateways/words.ts';

/** What an entry does beyond itself, and where: an operation on the partitions of one prefix, the sealing or only opening
 *  of sealed items (a route that mutates seals anyway), or a right beyond the table: to keep files in a folder of the
 *  bucket or fetch them, to hand work on by a queue. */
export type Need =
  | `${'get' | 'query' | 'put' | 'update' | 'delete'}:${string}`
  | 'seal'
  | 'unseal'
  | 'socket:post'
  | `${'keep' | 'fetch'}:${string}`
  | 'mail:send'
  | `gateway:${GatewayName}`
  | `pool:${PoolAction}`
  | `queue:${string}`
  | `scheduler:${'ListSchedules' | 'GetSchedule' | 'DeleteSchedule'}`
  | 'lambda:InvokeFunction';

/** What the user pool is asked, in its own words. */
export type PoolAction =
  | 'AdminAddUserToGroup'
  | 'AdminCreateUser'
  | 'AdminGetUser'
  | 'AdminListGroupsForUser'
  | 'AdminRemoveUserFromGroup'
  | 'AdminSetUserPassword'
  | 'AdminUserGlobalSignOut';

/** What is true of every way in. */
export interface Contract {
  readonly summary: string;
  readonly needs: readonly Need[];
  /** How many seconds it may take, where the usual few are not enough. */
  readonly seconds?: number;
  /** What people notice when it is down. */
  readonly impact: string;
}
