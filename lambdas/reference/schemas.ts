import * as z from 'zod';

/** What the page fetches, by name. */
export const FileName = z.string().regex(/^[a-z-]{1,40}\.(css|js|json)$/);
export type FileName = z.infer<typeof FileName>;
