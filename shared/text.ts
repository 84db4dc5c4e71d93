import * as z from 'zod';

/** What a person writes: trimmed, not empty, and Unicode that every reader can read. */
export const Text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => text.isWellFormed(), 'Not well-formed Unicode');

/** A person, by our own id of them, which is their user name in the pool. */
export const PersonId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** An id of ours: a prefix that says of what. */
export const Id = z.string().regex(/^[a-z]{2,5}_[A-Za-z0-9_-]{1,40}$/);
