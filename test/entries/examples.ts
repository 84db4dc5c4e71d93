import type { HouseEntry } from './entries.ts';

/** A request that is as it must be, as somebody would send it; and what must be there before, for a person. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly given?: (personId: string) => Promise<unknown>;
}

/** What makes an item another's: nothing in the request names one (the key is the caller's own id), or an item of
 *  somebody else that is given, and the request that names it; or the entry is there to act on others. */
export type Ownership = 'key' | 'everybody' | 'authority' | ((otherId: string) => Promise<Example>);

/** By hand, and only this: one line a route. */
export const examples: Readonly<Record<string, Example & { readonly owned: Ownership }>> = {
  logCraving: {
    body: { at: '2026-01-02T09:00:00.000Z', trigger: 'coffee', intensity: 7, smoked: true },
    owned: 'key',
  },
  setQuitPlan: { body: { quitDate: '2026-01-02', zone: 'Asia/Almaty', method: 'abrupt' }, owned: 'key' },
  listNotices: { owned: 'key' },
  getReference: { owned: 'everybody' },
  getReferenceFile: { params: { file: 'start.js' }, owned: 'everybody' },
};

export const exampleOf = ({ name }: HouseEntry) => {
  const example = examples[name];
  if (example === undefined) throw new Error(`${name} has no example in test/entries/examples.ts`);
  return example;
};
