import { shardOf as shard } from '#shared/shard';

/** What is gone through as a whole lies in so many partitions, so that none runs hot. */
export const SHARDS: readonly string[] = Array.from({ length: 16 }, (_, shard) => String(shard));

export const shardOf = (id: string): string => SHARDS[shard(id, SHARDS.length)]!;
