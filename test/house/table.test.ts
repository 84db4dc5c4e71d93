import * as z from 'zod';
import { file, get, laws, quit, tries } from './law.ts';
import * as table from './laws/table.ts';

await laws({
  'a prefix belongs to one module': {
    keeps: ({ kept }) => table.prefixesOwnedOnce(kept),
    seeds: [
      { kept: [tries, { ...tries, owner: 'mail' }], finds: ['QUIT belongs to quit and mail'] },
      {
        kept: [
          { ...tries, partition: ['GRANT'] },
          { ...tries, partition: ['quit'] },
        ],
        finds: ['GRANT belongs to the kernel, not to quit', 'quit is no prefix: capitals and hyphens'],
      },
    ],
  },
  'items can be told apart': {
    keeps: ({ kept }) => table.itemsToldApart(kept),
    seeds: [
      {
        kept: [tries, { ...tries, name: 'other' }, { ...tries, sort: ['END'] }],
        finds: ['entity try is declared twice', 'QUIT/TRY holds try and other'],
      },
    ],
  },
  'keys and sealed fields exist, and no key is sealed': {
    keeps: ({ kept }) => table.fieldsExist(kept),
    seeds: [
      {
        kept: [{ ...tries, sealed: ['smell', 'id'], expires: 'until' }],
        finds: ['try has no field smell', 'try has no field until', 'try seals id, which must be read'],
      },
      {
        kept: [{ ...tries, schema: tries.schema.extend({ version: z.string() }) }],
        finds: ["try has a field version, which is the item's own"],
      },
    ],
  },
  'an entry needs what is its own, or what it visibly asks another for': {
    keeps: ({ modules, kept, sources }) => table.needsStayHome(modules, kept, sources),
    seeds: [
      {
        kept: [tries, { ...tries, owner: 'mail', partition: ['INBOX'] }],
        modules: quit({
          own: { ...get, needs: ['query:QUIT', 'get:GRANT', 'query:ACTIVE', 'unseal'] },
          seen: { ...get, needs: ['query:INBOX', 'put:INBOX'] },
          alike: { ...get, needs: ['query:INBOX'] },
          apart: { ...get, needs: ['query:INBOX'] },
          unseen: { ...get, needs: ['query:INBOX'] },
          writes: { ...get, needs: ['put:INBOX'] },
          lost: { ...get, needs: ['put:NOWHERE'] },
        }),
        sources: [
          file('lambdas/quit/seen.ts', "import { all } from '#lambdas/mail/index';"),
          file('lambdas/quit/decisions.ts', "import { all } from '#lambdas/mail/index';"),
          file('lambdas/quit/alike.ts', "import { some } from './decisions.ts';"),
          file('lambdas/quit/apart.ts'),
        ],
        finds: [
          'quit.apart needs query:INBOX, which belongs to mail, without asking its index',
          'quit.lost needs put:NOWHERE, and no entity lies there',
          'quit.unseen needs query:INBOX, which belongs to mail, without asking its index',
          'quit.writes needs put:INBOX, which belongs to mail, without asking its index',
        ],
      },
    ],
  },
});
