/** One line a step, with how long it took. */
export async function progress<T>(what: string, act: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const result = await act();
  console.log(`${seconds(performance.now() - since)}  ${what}`);
  return result;
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(8);
