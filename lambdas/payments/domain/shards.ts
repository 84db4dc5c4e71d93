/** What is gone through as a whole lies in so many partitions, so that none runs hot. */
export const SHARDS: readonly string[] = Array.from({ length: 16 }, (_, shard) => String(shard));

/** An id of ours ends in letters that are spread evenly. */
export const shardOf = (id: string): string => SHARDS[id.charCodeAt(id.length - 1) % SHARDS.length]!;
