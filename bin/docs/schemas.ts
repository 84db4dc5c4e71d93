import * as z from 'zod';

type Json = Record<string, any>;
const AT = '#/components/schemas/';

/** Schemas as they are met, those with an id gathered under it. What goes in and what comes out may differ (a default, a
 *  coercion): then what goes in has a name of its own. */
export function gathering() {
  const components: Record<string, Json> = {};

  function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
    const { it, named } = drawn(schema, io);
    const apart = io === 'output' ? new Set<string>() : differing(named, drawn(schema, 'output').named);
    const nameOf = (id: string) => (apart.has(id) ? `${id}Input` : id);
    const pointed = (value: Json) => mapRefs(value, (id) => AT + nameOf(id));
    for (const [id, one] of Object.entries(named)) {
      const name = nameOf(id);
      const drawing = pointed(one);
      if (!same((components[name] ??= drawing), drawing)) throw new Error(`Two schemas are called ${name}`);
    }
    return pointed(it);
  }
  return { components, schemaOf };
}

/** The schema as JSON, and those within it that have an id. */
function drawn(schema: z.core.$ZodType, io: 'input' | 'output'): { it: Json; named: Record<string, Json> } {
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), { io, override }) as Json;
  const named = Object.entries<Json>($defs).map(([id, { id: _, ...one }]) => [id, one] as const);
  return { it: properties.it, named: Object.fromEntries(named) };
}

/** Those that are not drawn the same, or hold one that is not. */
function differing(one: Record<string, Json>, other: Record<string, Json>): Set<string> {
  const found = new Set(Object.keys(one).filter((id) => !same(one[id], other[id])));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [id, json] of Object.entries(one)) if (refsIn(json).some((held) => found.has(held))) found.add(id);
  }
  return found;
}

const refsIn = (json: Json) => [...JSON.stringify(json).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, id]) => id!);

function mapRefs(value: any, at: (id: string) => string): any {
  if (Array.isArray(value)) return value.map((one) => mapRefs(one, at));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' ? [key, at(String(inner).replace('#/$defs/', ''))] : [key, mapRefs(inner, at)],
    ),
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The format says it; the pattern beside it is for machines, and long. */
function override({ jsonSchema }: { jsonSchema: Json }): void {
  if (['date', 'date-time', 'email', 'uri'].includes(jsonSchema['format'])) delete jsonSchema['pattern'];
}

/** A schema that stands alone: nothing is referred to, and what is only said about it is left out. */
export function bareSchema(schema: z.core.$ZodType): Json {
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), { override }) as Json;
  const bare = (value: any): any => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.$ref === 'string') return bare($defs[value.$ref.replace('#/$defs/', '')]);
    const kept = Object.entries(value).filter(([key, inner]) => !(SAID.includes(key) && typeof inner === 'string'));
    return Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner)]));
  };
  return bare(properties.it);
}
const SAID = ['description', 'id', 'title'];

/** A field's type in few words. */
export function wordsOf(json: Json): string {
  if (json['enum']) return json['enum'].map((one: unknown) => `\`${one}\``).join(' · ');
  if (json['const'] !== undefined) return `\`${json['const']}\``;
  if (json['anyOf']) return json['anyOf'].map(wordsOf).join(' or ');
  if (json['type'] === 'array') return `list of ${wordsOf(json['items'])}`;
  return json['format'] ?? json['type'] ?? 'anything';
}
