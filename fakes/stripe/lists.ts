import { asForm, choice, maybeInteger, maybeText, text } from './fields.ts';
import type { Form } from './form.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing } from './world.ts';

export const PAGING = ['limit', 'starting_after', 'ending_before', 'created'] as const;
const USUAL = 10;
const MOST = 100;

const listOf = (url: string, data: readonly Omit<Thing, 'created'>[], has_more: boolean) => ({
  object: 'list',
  url,
  data,
  has_more,
});

/** A page of what there is, newest first. */
export function page(form: Form, url: string, all: readonly Thing[]) {
  const limit = limitOf(form);
  const after = maybeText(form, 'starting_after');
  const created = asForm(form['created']) ?? {};
  const fitting = all.filter(
    (one) =>
      one.created >= (maybeInteger(created, 'gte') ?? 0) &&
      one.created < (maybeInteger(created, 'lt') ?? Number.POSITIVE_INFINITY),
  );
  const from = after === undefined ? 0 : fitting.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && from === 0) throw invalid(`No such object: '${after}'`, { param: 'starting_after' });
  return listOf(url, fitting.slice(from, from + limit), fitting.length > from + limit);
}

export const whole = (url: string, all: readonly Omit<Thing, 'created'>[]) => listOf(url, all, false);

function limitOf(form: Form): number {
  const limit = maybeInteger(form, 'limit') ?? USUAL;
  if (limit < 1 || limit > MOST) throw invalid(`Invalid limit: ${limit}`, { param: 'limit' });
  return limit;
}

/** By metadata alone, and only what the index has taken in. */
export function search({ world, form }: Call, kind: string, url: string) {
  choice(form, 'page', [''], '');
  const asked = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(text(form, 'query'));
  if (!asked) throw invalid('This fake searches by one field of the metadata.', { param: 'query' });
  const [, name, value] = asked;
  const found = world
    .all(kind)
    .filter(({ created, metadata }) => created + world.searchLag <= world.now() && metadata[name!] === value);
  const limit = limitOf(form);
  return { ...listOf(url, found.slice(0, limit), found.length > limit), object: 'search_result', next_page: null };
}
