import type { Kept } from './kept.ts';
import { bareSchema, wordsOf } from './schemas.ts';

/** What the kernel writes past `entity`. */
const KERNEL = [
  [
    'once',
    'ONCE#{hash of person and key}',
    'MARK#',
    'A request that was carried out and what was answered, sealed',
    '24 hours',
  ],
  [
    'heard',
    'HEARD#{hash of entry and event, or piece of work}',
    'MARK#',
    'An event that a listener has answered; a piece of work that a timer or worker has done',
    '30 days',
  ],
  ['outbox', 'OUTBOX#{0–15}', '{time}#{id}', 'An event that waits to be sent', 'when it is sent'],
  [
    'outbox',
    'OUTBOX#parked',
    '{time}#{id}',
    'An event that could not be sent in ten tries',
    'when somebody has seen to it',
  ],
  [
    'limit',
    'LIMIT#{hash of entry and account or address}',
    'BUCKET#',
    'The tokens left in a bucket',
    'when it is full again',
  ],
  [
    'active',
    'ACTIVE#{day}#{0–3}',
    'SINCE#{day of the sign-up}#{person}#',
    'Somebody who changed something on that day, and when they signed up',
    '400 days',
  ],
  ['clock', 'CLOCK#', 'CLOCK#', 'How far the clock is ahead, where it can be moved: on the stage `local`', '—'],
] as const;

const place = ([prefix, ...fields]: readonly string[], end = '') =>
  `\`${[prefix, ...fields.map((field) => `{${field}}`)].join('#')}${end}\``;

/** Every kind of item: where it lies, what it holds, what of that is sealed, and when it ends. */
export function tableDocument(kept: readonly Kept[]): string {
  const owners = Map.groupBy(kept, ({ owner }) => owner);
  const sections = [...owners].map(([owner, entities]) => `## ${owner}\n\n${entities.map(entityText).join('\n')}`);
  const kernel = KERNEL.map(([name, pk, sk, what, ends]) => `| ${name} | \`${pk}\` | \`${sk}\` | ${what} | ${ends} |`);
  return `# The table

Written by \`npm run docs\`; not by hand. A prefix belongs to one module. A *sealed* field lies encrypted under a key of the
person's own and is in no index, log or event. The generic indexes \`gsi1\` to \`gsi3\` stand ready; no entity uses one yet.
The second table holds the wrapped keys, by \`person\`, and is in no backup.

${sections.join('\n')}
## The kernel's own

| item | partition | sort | what | ends |
| --- | --- | --- | --- | --- |
${kernel.join('\n')}
`;
}

function entityText({ name, schema, partition, sort, sealed, person, expires }: Kept): string {
  const { properties = {}, required = [] } = bareSchema(schema);
  const fields = Object.entries(properties as Record<string, object>).map(([field, json]) => {
    const marks = [sealed.includes(field) && 'sealed', !required.includes(field) && 'may be absent'].filter(
      (mark) => mark,
    );
    const said = schema.shape[field]?.meta?.()?.description;
    return `| ${field} | ${wordsOf(json)} | ${marks.join(', ')} | ${said ?? ''} |`;
  });
  const notes = [
    person !== undefined && sealed.length > 0 && `sealed under the key of \`${person}\``,
    expires !== undefined && `ends at \`${expires}\``,
  ].filter((note) => note);
  return `### ${name}

${schema.meta()?.description ?? ''}

Partition ${place(partition)}, sort ${place(sort, '#')}${notes.length > 0 ? `; ${notes.join('; ')}` : ''}.

| field | type | | |
| --- | --- | --- | --- |
${fields.join('\n')}
`.replace(/\n\n\n+/g, '\n\n');
}
