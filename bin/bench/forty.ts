import { mkdir, writeFile } from 'node:fs/promises';

const ENTITIES = 20;
const numbers = Array.from({ length: ENTITIES }, (_, index) => index + 1);

/** Writes a module of forty routes under `folder`, each two on an entity of their own, of about the size of cessation's:
 *  what an entry of a grown module weighs. Answers with the path of one entry. */
export async function writeForty(folder: string): Promise<string> {
  const module = `${folder}/lambdas/forty`;
  await mkdir(`${module}/domain`, { recursive: true });
  const files = {
    'schemas.ts': schemas(),
    'events.ts': events(),
    'records.ts': records(),
    'routes.ts': routes(),
    'domain/note.ts': domain(),
    'log-note7.ts': entry(7),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(`${module}/${name}`, text)));
  return `${module}/log-note7.ts`;
}

const all = (head: string, part: (n: number) => string) => [head, ...numbers.map(part)].join('\n\n');

const schemas = () =>
  all(
    `import * as z from 'zod';
import { Id, PersonId, Text } from '#shared/text';
import { Day, Instant, Zone } from '#shared/time';`,
    (n) => `export const Plan${n} = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    startedAt: Instant,
    endsOn: Day,
    zone: Zone.describe('in which the client lives their days'),
    method: z.enum(['abrupt${n}', 'gradual${n}']),
    status: z.enum(['running', 'achieved', 'relapsed', 'stopped']),
  })
  .meta({ id: 'Plan${n}', description: 'One try number ${n}, from its preparation to its end' });

export const Note${n} = z
  .strictObject({
    id: Id,
    clientId: PersonId,
    planId: Id.optional(),
    at: Instant,
    kind: z.enum(['stress', 'meal', 'coffee', 'alcohol', 'company', 'boredom', 'other${n}']),
    text: Text(500),
    intensity: z.int().min(1).max(${10 + n}),
    done: z.boolean().describe('whether it came to number ${n}'),
  })
  .meta({ id: 'Note${n}', description: 'A note number ${n}, as the client felt it' });`,
  );

const events = () =>
  all(
    `import { event } from '#shared/events/event';
import { ${numbers.map((n) => `Note${n}`).join(', ')} } from './schemas.ts';`,
    (n) =>
      `export const noted${n} = event('forty.noted${n}.v1', Note${n}.pick({ id: true, clientId: true, at: true }));`,
  );

const records = () =>
  all(
    `import { entity } from '#shared/table/entity';
import { ${numbers.map((n) => `Note${n}, Plan${n}`).join(', ')} } from './schemas.ts';`,
    (n) => `export const plans${n} = entity('plan${n}', Plan${n}, {
  partition: ['FORTY', 'clientId'],
  sort: ['PLAN${n}', 'startedAt', 'id'],
  sealed: { person: 'clientId', fields: ['endsOn', 'method', 'status'] },
});

export const notes${n} = entity('note${n}', Note${n}, {
  partition: ['FORTY', 'clientId'],
  sort: ['NOTE${n}', 'at', 'id'],
  sealed: { person: 'clientId', fields: ['kind', 'text', 'intensity', 'done'] },
});`,
  );

const routes = () =>
  all(
    `import { route } from '#shared/http/route';
import { noteAhead } from './domain/note.ts';
import { ${numbers.map((n) => `noted${n}`).join(', ')} } from './events.ts';
import { ${numbers.map((n) => `Note${n}, Plan${n}`).join(', ')} } from './schemas.ts';`,
    (n) => `export const logNote${n} = route({
  method: 'POST',
  path: '/v1/notes${n}',
  audience: ['client'],
  summary: 'Log a note number ${n} and how it ended',
  body: Note${n}.omit({ id: true, clientId: true, planId: true }),
  returns: [201, Note${n}],
  fails: [noteAhead],
  raises: [noted${n}],
  needs: ['query:FORTY', 'put:FORTY'],
  impact: 'clients cannot log a note number ${n}, and it goes unanswered',
});

export const setPlan${n} = route({
  method: 'PUT',
  path: '/v1/plan${n}',
  audience: ['client'],
  summary: 'Begin a plan number ${n}',
  body: Plan${n}.pick({ endsOn: true, zone: true, method: true }),
  returns: [200, Plan${n}],
  fails: [],
  needs: ['put:FORTY'],
  impact: 'clients cannot begin a plan number ${n}',
});`,
  );

const domain = () => `import { failure } from '#shared/failure';

export const noteAhead = failure('note_ahead', 422, 'A note cannot lie in the future', { field: 'at' });

export function judge(at: string, now: Date) {
  if (Date.parse(at) > now.getTime()) throw noteAhead();
}
`;

const entry = (n: number) => `import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { judge } from './domain/note.ts';
import { noted${n} } from './events.ts';
import { notes${n}, plans${n} } from './records.ts';
import { logNote${n} } from './routes.ts';

export const handler = endpoint(logNote${n}, async ({ body, actor, now, newId }) => {
  const latest = await plans${n}.latest({ clientId: actor.id });
  judge(body.at, now);
  const note = { ...body, id: newId('nte'), clientId: actor.id, planId: latest?.id };
  return outcome(note, notes${n}.add(note), note.done && noted${n}.raise(note));
});
`;
