import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modules } from '../lib/modules.ts';
import { documents } from './docs/all.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { files, changed } = await documents(root, modules);
if (changed.length > 0) {
  console.error(`These events were published: give what is new the next version.\n  ${changed.join('\n  ')}`);
  process.exit(1);
}
for (const [path, text] of Object.entries(files)) writeFileSync(`${root}/${path}`, text);
console.log(`Written: ${Object.keys(files).join(', ')}`);
