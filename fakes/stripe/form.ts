/* Requests come form-encoded, with brackets for what lies inside: `items[0][price]=…`, `metadata[id]=…`. */

export type Form = { readonly [field: string]: Value };
export type Value = string | readonly Value[] | Form;
type Open = { [field: string]: string | Open };

export function parseForm(text: string): Form {
  const root: Open = {};
  for (const [name, value] of new URLSearchParams(text))
    place(root, name.split(/\[|\]\[|\]/).slice(0, depth(name)), value);
  return closed(root) as Form;
}

const depth = (name: string) => 1 + (name.match(/\[/g)?.length ?? 0);

function place(into: Open, [first, ...rest]: string[], value: string): void {
  const field = first === '' ? String(Object.keys(into).length) : first!;
  if (rest.length === 0) into[field] = value;
  else {
    const inner = (into[field] ??= {});
    if (typeof inner !== 'string') place(inner, rest, value);
  }
}

/** What is numbered from 0 on is a list. */
function closed(open: string | Open): Value {
  if (typeof open === 'string') return open;
  const names = Object.keys(open);
  return names.length > 0 && names.every((name, at) => name === String(at))
    ? names.map((name) => closed(open[name]!))
    : Object.fromEntries(names.map((name) => [name, closed(open[name]!)]));
}
