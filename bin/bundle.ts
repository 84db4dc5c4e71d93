import { cp, readFile } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { ROOT } from './machine/environment.ts';

/** In Lambda the credentials are in the environment: the chain that looks for them elsewhere is 130 kB nobody runs. */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'environment',
      namespace: 'credentials',
      pluginData: resolveDir,
    }));
    onLoad({ filter: /.*/, namespace: 'credentials' }, ({ pluginData }) => ({
      resolveDir: pluginData as string,
      contents: `import { fromEnv } from '@aws-sdk/credential-provider-env';\nexport const defaultProvider = (init) => fromEnv(init);`,
    }));
  },
};

/** The values of a contract file, and of a file of rules, are plain: one that an entry does not use need not be made. */
export const plainValues: Plugin = {
  name: 'plain-values',
  setup({ onLoad }) {
    onLoad(
      {
        filter:
          /\/lambdas\/[^/]+\/((routes|listeners|schedules|queues|sockets|[a-z-]*schemas|events|records)|domain\/[a-z-]+)\.ts$/,
      },
      async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
        const marks = source.statements
          .filter(ts.isVariableStatement)
          .flatMap(({ declarationList }) => declarationList.declarations)
          .flatMap(({ initializer }) => (initializer && ts.isCallExpression(initializer) ? [initializer] : []))
          .map((call) => [call.getStart(source), call.end] as const)
          .reverse();
        const contents = marks.reduce(
          (all, [from, to]) => `${all.slice(0, from)}/* @__PURE__ */ (() => ${all.slice(from, to)})()${all.slice(to)}`,
          text,
        );
        return { contents, loader: 'ts' };
      },
    );
  },
};

/** What no Lambda of ours does, though the libraries bring it along: JSON Schema is made when the documents are, none of
 *  our calls streams events, and no mail carries a file whose type must be guessed. Its functions are still there, and
 *  refuse; those that set a client up for it leave the client as it is. */
const LEFT_OUT = new RegExp(
  [
    String.raw`/zod/v4/core/(to-json-schema|json-schema-processors)\.js$`,
    String.raw`/submodules/event-streams/index\.js$`,
    String.raw`/nodemailer/dist/esm/mime-funcs/mime-types\.js$`,
  ].join('|'),
);

export const leftOut: Plugin = {
  name: 'left-out',
  setup({ onLoad }) {
    onLoad({ filter: LEFT_OUT }, async ({ path }) => {
      const { metafile } = await build({ entryPoints: [path], metafile: true, write: false, logLevel: 'error' });
      const names = Object.values(metafile.outputs).flatMap(({ exports }) => exports);
      const what = path.replace(/^.*node_modules\//, '');
      const refusals = names
        .map((name) => `export const ${name} = ${name.startsWith('resolve') ? '(as) => as' : 'refuse'};`)
        .join('\n');
      return { contents: `const refuse = () => { throw new Error('${what} is left out of Lambdas'); };\n${refusals}` };
    });
    // The SDK keeps discovered endpoints in a cache with a limit; what it discovers for DynamoDB is one.
    onLoad({ filter: /\/mnemonist\/lru-cache\.js$/ }, () => ({
      contents: 'export default class extends Map { constructor() { super(); } }',
    }));
    // What can go wrong with parameters has a hundred and forty names, and none of them is looked at.
    onLoad({ filter: /\/client-ssm\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/^n0_registry\.registerError\(.*\);$/gm, '') };
    });
    // Fonts that are pressed in this way have a dictionary of half a megabyte; ours are not pressed.
    onLoad({ filter: /\/brotli\/decompress\.js$/ }, () => ({
      contents: `module.exports = () => { throw new Error('brotli is left out of Lambdas'); };`,
    }));
    // Of its own package file, a client tells its version.
    onLoad({ filter: /\/@aws-sdk\/client-[a-z0-9-]+\/package\.json$/ }, async ({ path }) => {
      const { name, version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** What is imported only once it is needed lies in a file of its own beside the entry, under its own path: who does not
 *  come to need it has not loaded it. */
const apart: Plugin = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = relative(ROOT, resolve(resolveDir, path));
      return { path: `./${source.replace(/\.ts$/, '.mjs')}`, external: true };
    });
  },
};

export const options = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: false,
  sourcemap: 'external',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'error',
  banner: {
    js: "import{createRequire as topLevelRequire}from'node:module';const require=topLevelRequire(import.meta.url);",
  },
  plugins: [environmentCredentials, plainValues, leftOut, apart],
} satisfies BuildOptions;

/** What an entry serves that is no code. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'reference/get-reference-file': [
    'docs/openapi.json',
    ...['swagger-ui.css', 'swagger-ui-bundle.js'].map((file) => `node_modules/swagger-ui-dist/${file}`),
  ],
  'payments/on-document-issued': ['400Regular', '700Bold'].map(
    (weight) => `node_modules/@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`,
  ),
};

const IS_APART = /^\.\/.*\.mjs$/;
const fileOf = (entry: string, path: string) => {
  const name = path.slice('./'.length, -'.mjs'.length);
  return { in: `${name}.ts`, out: `${entry}/${name}` };
};

export async function bundle(
  entries: Readonly<Record<string, string>>,
  outdir = 'dist',
  changes: Omit<BuildOptions, 'metafile'> = {},
): Promise<BuildResult<{ metafile: true }>> {
  const result = await build({
    ...options,
    entryPoints: Object.entries(entries).map(([out, path]) => ({ in: path, out: `${out}/index` })),
    outdir,
    ...changes,
  });
  const entryPoints = Object.values(result.metafile.outputs).flatMap(({ entryPoint, imports }) =>
    Object.entries(entries)
      .filter(([, path]) => entryPoint !== undefined && resolve(path) === resolve(entryPoint))
      .flatMap(([entry]) => imports.filter(({ path }) => IS_APART.test(path)).map(({ path }) => fileOf(entry, path))),
  );
  if (entryPoints.length > 0) await build({ ...options, entryPoints, outdir, ...changes });
  for (const [entry, files] of Object.entries(FILES)) {
    if (!(entry in entries)) continue;
    for (const file of files) await cp(file, `${outdir}/${entry}/files/${basename(file)}`);
  }
  return result;
}
