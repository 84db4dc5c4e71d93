/* Between a program here and the one that started it. */

/** What it was asked for. */
export const asked = <Task>(): Task => JSON.parse(process.argv[2]!);

/** Its answer, and its end. */
export const tell = (answer: unknown) => process.send?.(answer, () => process.disconnect());
