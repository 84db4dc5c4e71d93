import * as z from 'zod';

/** An answer that is no JSON: a page, a script, a document. */
export const FileAnswer = z
  .object({
    contentType: z.string(),
    content: z.union([z.string(), z.instanceof(Uint8Array)]),
    headers: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'FileAnswer', description: 'The bytes of a file' });
export type FileAnswer = z.infer<typeof FileAnswer>;
