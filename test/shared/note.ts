import * as z from 'zod';
import { event } from '#shared/events/event';
import { listener } from '#shared/events/listener';
import { failure } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { route } from '#shared/http/route';
import { outcome } from '#shared/outcome';
import { pageOf } from '#shared/page';
import { entity } from '#shared/table/entity';
import { Id, PersonId, Text } from '#shared/text';
import { Instant } from '#shared/time';

/* A module as small as one can be, to try the kernel on: notes that people keep for themselves. */

export const Note = z
  .strictObject({
    id: Id,
    personId: PersonId,
    at: Instant,
    text: Text(100),
    tags: z.strictObject({ mood: Text(20) }).optional(),
    ends: Instant.optional(),
  })
  .meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;

export const notes = entity('note', Note, {
  partition: ['NOTE', 'personId'],
  sort: ['NOTE', 'at', 'id'],
  sealed: { person: 'personId', fields: ['text', 'tags'] },
  expires: 'ends',
});
export const noted = event('notes.noted.v1', Note.pick({ id: true, personId: true }));
export const dull = failure('dull', 409, 'Too dull to keep', { field: 'text' });

const common = { summary: 'A note', impact: 'nobody can keep a note', fails: [dull] } as const;
const body = Note.pick({ at: true, text: true, tags: true, ends: true });

export const addNote = route({
  ...common,
  method: 'POST',
  path: '/v1/notes',
  audience: ['client'],
  body,
  returns: [201, Note],
  raises: [noted],
  needs: ['put:NOTE'],
});
export const add = endpoint(addNote, async ({ body, actor, newId }) => {
  if (body.text === 'dull') throw dull({ detail: 'It says nothing', extra: { length: body.text.length } });
  const written = notes.add({ ...body, id: newId('not'), personId: actor.id });
  return outcome(written.item, written, noted.raise(written.item));
});

const listNotes = route({
  ...common,
  method: 'GET',
  path: '/v1/notes',
  audience: ['client', 'coach'],
  pages: true,
  returns: [200, pageOf(Note)],
  needs: ['query:NOTE'],
});
export const list = endpoint(listNotes, async ({ actor, page }) =>
  outcome(await page((range) => notes.page({ personId: actor.id }, range))),
);

const changeNote = route({
  ...common,
  method: 'PATCH',
  path: '/v1/notes/{at}/{id}',
  audience: ['person'],
  params: { at: Instant, id: Id },
  body: Note.pick({ text: true }),
  match: true,
  returns: [200, Note],
  needs: ['get:NOTE', 'put:NOTE'],
});
/** A test may do something between the reading and the writing. */
export const between = { run: async () => {} };
export const change = endpoint(changeNote, async ({ params, body, actor, matching }) => {
  const read = (await notes.get({ ...params, personId: actor.id })) ?? missing();
  const written = notes.change(matching(read), { text: `${read.text} ${body.text}` });
  await between.run();
  return outcome(written.item, written);
});
function missing(): never {
  throw dull();
}

export const heard = listener('notes.on-noted', {
  hears: noted,
  raises: [noted],
  summary: 'Hear of a note',
  needs: ['put:NOTE', 'seal'],
  impact: 'nobody hears of a note',
});
