import { readFileSync } from 'node:fs';
import { isEverywhere, type Module } from '../../lib/modules.ts';
import { eventsDocument, type Published, publish } from './events.ts';
import { withImpacts } from './impacts.ts';
import { keptIn } from './kept.ts';
import { openapi } from './openapi.ts';
import { tableDocument } from './table.ts';

const asJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated document by its path, and which published events were changed, which none may be. */
export async function documents(root: string, all: readonly Module[]) {
  const modules = all.filter(isEverywhere);
  const file = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
  const { events, changed } = publish(JSON.parse(file('docs/events.json')) as Published, modules);
  return {
    changed,
    files: {
      'docs/openapi.json': asJson(openapi(modules)),
      'docs/table.md': tableDocument(await keptIn(root)),
      'docs/events.md': eventsDocument(modules),
      'docs/events.json': asJson(events),
      'docs/runbook.md': withImpacts(file('docs/runbook.md'), modules),
    },
  };
}
