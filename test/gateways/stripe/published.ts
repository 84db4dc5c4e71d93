import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** What Stripe publishes of its API, in the folder that STRIPE_API names; without it there is nothing to hold against. */
const folder = process.env['STRIPE_API'];

type Schema = { readonly [keyword: string]: any };
interface Published {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
const json = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));

/** Says how something breaks the description; empty: it does not. */
type Check = (data: unknown) => readonly string[];

export interface Description {
  readonly version: string;
  /** Of events, all that can be listened to. */
  readonly types: ReadonlySet<string>;
  readonly fixtures: Readonly<Record<string, Schema>>;
  /** Of a route's form or query, as it is sent: every value a text. */
  request(route: string, form: unknown): readonly string[];
  answer(route: string, status: number, body: unknown): readonly string[];
  /** An object by what it says it is. */
  object(thing: unknown): readonly string[];
  event(event: unknown): readonly string[];
}

export const published: Description | undefined = folder === undefined ? undefined : read();

function read(): Description {
  const spec: Published = json('spec3.json');
  const known = new Map<string, ValidateFunction>();
  const make = (coerceTypes: boolean) => {
    const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes, validateFormats: false });
    // A schema is compiled when data first comes to it: the whole description takes minutes.
    ajv.addKeyword({ keyword: 'lazily', errors: true, validate: lazily });
    return ajv;
  };
  function lazily(this: unknown, name: string, data: unknown): boolean {
    const check = component(name);
    const fits = check(data) as boolean;
    (lazily as { errors?: unknown }).errors = check.errors ?? undefined;
    return fits;
  }
  const answers = make(false);
  const requests = make(true);
  const component = (name: string): ValidateFunction => {
    const check = known.get(name) ?? answers.compile(plain(spec.components.schemas[name]!));
    known.set(name, check);
    return check;
  };
  const run = (check: ValidateFunction, data: unknown): readonly string[] =>
    check(data)
      ? []
      : [...new Set(check.errors?.map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`))];
  const operation = (route: string) => {
    const [method, path] = route.split(' ') as [string, string];
    const found = spec.paths[path]?.[method.toLowerCase()];
    if (!found) throw new Error(`Stripe publishes no ${route}`);
    return found;
  };
  const compiled = new Map<string, Check>();
  const once = (key: string, ajv: Ajv, schema: () => Schema): Check => {
    let check = compiled.get(key);
    if (!check) {
      const made = ajv.compile(plain(schema()));
      check = (data) => run(made, data);
      compiled.set(key, check);
    }
    return check;
  };
  const endpoint = sent(operation('POST /v1/webhook_endpoints'));
  const types = new Set<string>(endpoint['properties']['enabled_events'].items.enum);
  const object: Check = (thing) => run(component((thing as { object: string }).object), thing);
  return {
    version: spec.info.version,
    types,
    fixtures: json('fixtures3.json').resources,
    request: (route, form) => once(`> ${route}`, requests, () => sent(operation(route)))(structuredClone(form)),
    answer: (route, status, body) => {
      const { responses } = operation(route);
      const said = responses[String(status)] ?? responses['default'];
      return once(`< ${route} ${status}`, answers, () => said.content['application/json'].schema)(body);
    },
    object,
    event: (event) => {
      const { type, data } = event as { readonly type: string; readonly data: { readonly object: unknown } };
      const isKnown = types.has(type);
      return [...(isKnown ? [] : ['a type that is none']), ...object(event), ...object(data.object)];
    },
  };
}

/** A form's schema, or one made of the query's parameters. */
function sent({ requestBody, parameters = [] }: Schema): Schema {
  const form = requestBody?.content['application/x-www-form-urlencoded']?.schema;
  if (form && Object.keys(form.properties ?? {}).length > 0) return { additionalProperties: false, ...form };
  const query = (parameters as Schema[]).filter((one) => one['in'] === 'query');
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(query.map((one) => [one['name'], one['schema']])),
    required: query.filter((one) => one['required']).map((one) => one['name']),
  };
}

/** From OpenAPI 3.0 to JSON Schema: what may be null says so, a reference waits, and an object has no other fields. */
function plain(schema: any): any {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string') return { lazily: schema.$ref.split('/').at(-1) };
  const { nullable, format, 'x-expansionResources': _, 'x-expandableFields': __, ...rest } = schema;
  const made: any = Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [
      keyword,
      keyword === 'properties'
        ? Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, plain(one)]))
        : ['enum', 'required', 'default'].includes(keyword)
          ? value
          : plain(value),
    ]),
  );
  if (made.type === 'object' && made.properties && made.additionalProperties === undefined)
    made.additionalProperties = false;
  return nullable ? { anyOf: [{ type: 'null' }, made] } : made;
}
