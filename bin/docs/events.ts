import type { Event } from '#shared/events/event';
import type { Module } from '../../lib/modules.ts';
import { contractsOf } from './contracts.ts';
import { bareSchema, wordsOf } from './schemas.ts';

type Json = Record<string, any>;
export type Published = Readonly<Record<string, Json>>;

interface Telling {
  readonly event: Event;
  readonly raisedBy: readonly string[];
  readonly heardBy: readonly string[];
}

/** Every event that an entry raises or hears, by name. */
function eventsOf(modules: readonly Module[]): Telling[] {
  const entries = contractsOf(modules).map(({ module, name, contract }) => ({ by: `${module}.${name}`, contract }));
  const events = entries.flatMap(({ contract }): Event[] =>
    [...(contract['raises'] ?? []), contract['hears'] ?? []].flat(),
  );
  const byName = new Map(events.map((event) => [event.name, event]));
  return [...byName.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((event) => ({
      event,
      raisedBy: entries
        .filter(({ contract }) => contract['raises']?.some((one: Event) => one.name === event.name))
        .map(({ by }) => by),
      heardBy: entries.filter(({ contract }) => contract['hears']?.name === event.name).map(({ by }) => by),
    }));
}

/** What was published, and what is new. An event that was published keeps its fields: others are a new version. */
export function publish(published: Published, modules: readonly Module[]): { events: Published; changed: string[] } {
  const now = Object.fromEntries(eventsOf(modules).map(({ event }) => [event.name, bareSchema(event.schema)]));
  const changed = Object.keys(now).filter(
    (name) => published[name] && JSON.stringify(published[name]) !== JSON.stringify(now[name]),
  );
  const events = Object.entries({ ...now, ...published }).sort(([one], [other]) => (one < other ? -1 : 1));
  return { events: Object.fromEntries(events), changed };
}

export function eventsDocument(modules: readonly Module[]): string {
  const sections = eventsOf(modules).map(({ event, raisedBy, heardBy }) => {
    const { properties = {}, required = [] } = bareSchema(event.schema);
    const fields = Object.entries<Json>(properties).map(
      ([field, json]) => `| ${field} | ${wordsOf(json)}${required.includes(field) ? '' : ', may be absent'} |`,
    );
    return `## ${event.name}

Raised by ${raisedBy.join(', ') || 'nobody any more'}; heard by ${heardBy.join(', ') || 'nobody yet'}.

| field | type |
| --- | --- |
${fields.join('\n')}
`;
  });
  return `# Events

Written by \`npm run docs\`; not by hand. Each leaves with the commit of what it tells, and carries ids and the minimum.

${sections.join('\n')}`;
}
