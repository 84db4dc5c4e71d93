export type Path = readonly (string | number)[];

/** Every place in a value, the deepest last. */
export function places(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [{ path, value }];
  return [{ path, value }, ...Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))];
}

/** The same, with another value in that place. */
export function replaced(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: any = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}
