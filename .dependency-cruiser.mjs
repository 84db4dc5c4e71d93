/* The table of who may import whom. A rule says what a kind of file may reach; all else is forbidden. */

const CONTRACTS = '(routes|listeners|schedules|queues|sockets|triggers)';
/** One file, and where a module has many words some more that say of what. */
const SCHEMAS = '[a-z-]*schemas';
const KINDS = `(${CONTRACTS}|events|${SCHEMAS}|records|index)`;
const CONTRACT_TYPES =
  '^shared/(contract|http/(route|file)|events/listener|schedules/schedule|queues/queue|sockets/socket|users/trigger)\\.ts$';
const WORDS = '^shared/(text|time|money|page)\\.ts$';
/** The port to the gateways: words, types and what each can do. Nothing of it asks anybody. */
const PORT = '^shared/gateways/(answer|asking|capabilities|payable|payments|port|shares|subscriptions|words)\\.ts$';
/** A package by its name, whether it is installed or not. */
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const ZOD = packages('zod');
const LAMBDA_TYPES = '(^|node_modules/@types/)aws-lambda(/|$)';
const OUTSIDE = packages('@aws-sdk', '@smithy', '@aws-lambda-powertools', '@middy', 'stripe');
const CDK = packages('aws-cdk-lib', 'constructs', 'cdk-nag');

const own = (file) => `^lambdas/$1/${file}\\.ts$`;
const another = (file) => `^lambdas/[^/]+/${file}\\.ts$`;
/** From some files to anything but these. */
const only = (name, from, ...pathNot) => ({ name, severity: 'error', from: { path: from }, to: { pathNot } });
/** The same, and whatever Node itself brings. */
const onlyAndNode = (name, from, ...pathNot) => ({
  ...only(name, from),
  to: { pathNot, dependencyTypesNot: ['core'] },
});
const never = (name, from, to) => ({ name, severity: 'error', from, to });

/** What a file says it imports, types too. */
export const direct = [
  only(
    'domain',
    '^lambdas/([^/]+)/domain/',
    '^lambdas/$1/domain/',
    own(SCHEMAS),
    '^shared/(failure|time|money|shard)\\.ts$',
    PORT,
  ),
  never(
    'domain-takes-types-of-schemas',
    { path: '^lambdas/[^/]+/domain/' },
    { path: another(SCHEMAS), dependencyTypesNot: ['type-only'] },
  ),
  only('schemas', `^lambdas/([^/]+)/${SCHEMAS}\\.ts$`, own(SCHEMAS), WORDS, PORT, ZOD, another('index')),
  never(
    'schemas-take-types-of-others',
    { path: `^lambdas/[^/]+/${SCHEMAS}\\.ts$` },
    { path: another('index'), dependencyTypesNot: ['type-only'] },
  ),
  only('events', '^lambdas/([^/]+)/events\\.ts$', own(SCHEMAS), '^shared/events/event\\.ts$', WORDS, ZOD),
  only(
    'contracts',
    `^lambdas/([^/]+)/${CONTRACTS}\\.ts$`,
    '^lambdas/$1/domain/',
    own(SCHEMAS),
    another('events'),
    CONTRACT_TYPES,
    '^shared/failure\\.ts$',
    WORDS,
    ZOD,
  ),
  only('records', '^lambdas/([^/]+)/records\\.ts$', own(SCHEMAS), '^shared/table/'),
  only('index', '^lambdas/([^/]+)/index\\.ts$', '^lambdas/$1/domain/', own(SCHEMAS), own('records'), '^shared/', ZOD),
  onlyAndNode(
    'use-case',
    `^lambdas/([^/]+)/(?!${KINDS}\\.ts$)[^/]+\\.ts$`,
    '^lambdas/$1/domain/',
    own(SCHEMAS),
    own('events'),
    own(CONTRACTS),
    own('records'),
    own('decisions'),
    another('index'),
    '^shared/',
    ZOD,
    LAMBDA_TYPES,
  ),
  never(
    'one-place-knows-stripe',
    { path: '^(bin|lib|lambdas|shared|fakes|bench)/', pathNot: '^shared/gateways/stripe/' },
    { path: packages('stripe') },
  ),
  never('shared-knows-no-module', { path: '^shared/' }, { path: '^(lambdas|lib|bin|fakes|bench|test)/' }),
  onlyAndNode(
    'lib',
    '^lib/',
    '^lib/',
    another(`(${CONTRACTS}|events)`),
    CONTRACT_TYPES,
    '^shared/events/event\\.ts$',
    CDK,
  ),
  never('bin', { path: '^bin/' }, { path: `^lambdas/[^/]+/(?!${KINDS}\\.ts$)` }),
  never('nobody-needs-the-tests', { path: '^(lib|lambdas|shared|fakes|bench)/' }, { path: '^test/' }),
  // The journey is a client program: the local stage runs it, too, and its people fill the stage.
  never('bin-plays-journeys-only', { path: '^bin/' }, { path: '^test/(?!live/)' }),
  never('no-circle', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
];

/** What comes along when a file is loaded: types do not. */
export const reached = [
  never('plain-values', { path: `^lambdas/[^/]+/(${CONTRACTS}|events)\\.ts$` }, { path: OUTSIDE, reachable: true }),
  never(
    'who-listens-carries-no-client',
    { path: '^shared/gateways/[^/]+/notice\\.ts$' },
    { path: packages('stripe'), reachable: true },
  ),
  never('one-commit-by-the-kernel', { path: '^lambdas/' }, { path: '^shared/table/(commit|client)\\.ts$' }),
];

const options = {
  doNotFollow: { path: '(^|/)node_modules/' },
  exclude: { path: '^(dist|cdk\\.out|\\.local)/' },
  tsConfig: { fileName: 'tsconfig.json' },
};
/** How `#shared/…`, packages and the tools' own files are found. */
const resolving = {
  extensions: ['.ts', '.mjs', '.js'],
  exportsFields: ['exports'],
  conditionNames: ['import', 'node', 'default', 'types'],
};

/** Cruised twice: as it is written, and as it is loaded. */
export const cruises = [
  { ruleSet: { forbidden: direct }, tsPreCompilationDeps: true },
  { ruleSet: { forbidden: reached }, tsPreCompilationDeps: false },
].map((one) => ({ ...options, ...one, validate: true }));
export { resolving };

export default {
  forbidden: direct,
  options: { ...options, enhancedResolveOptions: resolving, tsPreCompilationDeps: true },
};
