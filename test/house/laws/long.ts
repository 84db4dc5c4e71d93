/** Files over two hundred lines, and why each is one file all the same. */
export const LONG: Readonly<Record<string, string>> = {
  'shared/table/entity.ts': 'all that can be asked of one kind of item, in one hop from a use case',
  'test/shared/endpoint.test.ts': 'the promises of one chain, read together',
};
