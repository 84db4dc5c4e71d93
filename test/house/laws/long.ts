/** Files over two hundred lines, and why each is one file all the same. */
export const LONG: Readonly<Record<string, string>> = {
  'test/shared/kernel.test.ts': 'one page of what the kernel promises',
};
