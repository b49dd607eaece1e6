/** What may import what. Each rule's comment says why. */
const isTest = '\\.test\\.tsx?$|/testing(/|\\.ts$)|^server/chaos/|^e2e/|^bench/';

const isTransport =
  '^server/(app|trpc|http|telegram)/|[rR]outer\\.ts$|/providers/([^/]+/webhookRoute|provider)\\.ts$';

/** From the lowest to the highest. The texts (i18n) are a foundation of all of them. */
const webLayers = ['i18n', 'telegram', 'api', 'ui', 'domain', 'features', 'app'];

const webLayerRules = webLayers.slice(0, -1).map((layer, i) => ({
  name: `web-layers-${layer}`,
  comment: `What stands above ${layer} may change without it.`,
  severity: 'error',
  from: { path: `^webapp/${layer}/`, pathNot: isTest },
  to: { path: `^webapp/(${webLayers.slice(i + 1).join('|')}|showcase)/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...webLayerRules,
    {
      // The app itself imports screens and sheets each by its file, so that each comes when it is opened.
      name: 'features-have-a-public-face',
      comment: "Another feature is used by its index.ts alone: the rest is that feature's own.",
      severity: 'error',
      from: { path: '^webapp/features/([^/]+)/' },
      to: { path: '^webapp/features/', pathNot: '^webapp/features/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other at run time can be understood only together.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      // Models of two features that refer to each other name each other's types: an association has two ends.
      name: 'no-circles-of-types',
      comment: 'What needs each other only by its types can be understood only together, too.',
      severity: 'error',
      from: {
        path: '^(server|shared|local-artist|webapp|simulators)/',
        pathNot: '/models\\.ts$',
      },
      to: { circular: true },
    },
    {
      name: 'foundations-know-no-feature',
      comment: 'The composition root (server/app) and the bots bring both together.',
      severity: 'error',
      from: {
        path: '^server/(core|db|trpc|http|auth|jobs|live|ledger|limits|metrics|tracing)/',
        pathNot: isTest,
      },
      to: { path: '^server/features/' },
    },
    {
      name: 'only-its-folder-knows-a-provider',
      comment: 'The core of payments and of generation works with any provider.',
      severity: 'error',
      from: {
        path: '^server/features/(payments|generation)/|^server/(?!features/)',
        pathNot: `^server/features/(payments|generation)/providers/|${isTest}`,
      },
      to: { path: '^server/features/(payments|generation)/providers/[^/]+/' },
    },
    {
      // The bench's bare loop measures the ledger's own statements with nothing around them; the
      // table of contents of the data names every model.
      name: 'only-the-ledger-moves-value',
      comment: 'Value moves through server/ledger/index.ts and nowhere else.',
      severity: 'error',
      from: { pathNot: '^server/ledger/|^bench/bareLoop\\.ts$|^server/app/models\\.ts$' },
      to: { path: '^server/ledger/', pathNot: '^server/ledger/index\\.ts$' },
    },
    {
      // The composition root, the bots and the operator's tasks also mount routers and start jobs.
      name: 'server-features-have-a-public-face',
      comment:
        'Another feature is used by its service.ts (what it does), lookup.ts (what it knows) and erase.ts ' +
        "(what goes with a deleted account): the rest is that feature's own.",
      severity: 'error',
      from: { path: '^server/features/([^/]+)/', pathNot: isTest },
      to: {
        path: '^server/features/',
        pathNot: '^server/features/($1/|[^/]+/(service|lookup|erase|models)\\.ts$)',
      },
    },
    {
      name: 'models-belong-to-their-feature',
      comment: "Features talk through services, not through each other's tables.",
      severity: 'error',
      from: {
        path: '^server/(?:features/)?([^/]+)/',
        pathNot: `^server/app/|/models\\.ts$|${isTest}`,
      },
      to: {
        path: '^server/(features/)?[^/]+/models\\.ts$',
        pathNot: '^server/(features/)?$1/models\\.ts$',
      },
    },
    {
      name: 'models-know-each-other-by-type',
      comment: "An association names the other model's type; rows are read by their own feature.",
      severity: 'error',
      from: { path: '^server/(?:features/)?([^/]+)/models\\.ts$', pathNot: '^server/app/' },
      to: {
        path: '^server/(features/)?[^/]+/models\\.ts$',
        pathNot: '^server/(features/)?$1/models\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'statements-belong-to-their-feature',
      comment: "A feature's SQL is its own.",
      severity: 'error',
      from: { path: '^server/(?:features/)?([^/]+)/' },
      to: { path: '^server/.*[sS]tatements\\.ts$', pathNot: '^server/(features/)?$1/' },
    },
    {
      name: 'browser-knows-only-the-types-of-the-server',
      comment: 'The bundle must not carry server code.',
      severity: 'error',
      from: { path: '^(webapp|shared)/', pathNot: isTest },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-takes-one-type-from-the-server',
      comment: 'AppRouter is the whole contract.',
      severity: 'error',
      from: { path: '^webapp/', pathNot: isTest },
      to: { path: '^server/', pathNot: '^server/app/appRouter\\.ts$' },
    },
    {
      name: 'browser-carries-no-schemas',
      comment:
        'Schemas bring zod along; the app needs their types alone, and lists from closedSets.',
      severity: 'error',
      from: { path: '^webapp/', pathNot: isTest },
      to: { path: '^shared/schemas/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-is-pure',
      comment: 'Code of both sides rests on neither of them, not even on their types.',
      severity: 'error',
      from: { path: '^shared/', pathNot: isTest },
      to: { path: '^(server|webapp)/' },
    },
    {
      name: 'shared-needs-one-package',
      comment: 'Schemas are written with zod; nothing else is loaded for both sides.',
      severity: 'error',
      from: { path: '^shared/', pathNot: isTest },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'shared-has-no-node',
      comment: 'Code of both sides runs in the browser.',
      severity: 'error',
      from: { path: '^shared/', pathNot: isTest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'production-does-not-know-the-simulators',
      comment: 'Simulators are for development and tests.',
      severity: 'error',
      from: { path: '^(server|local-artist)/', pathNot: isTest },
      to: { path: `^simulators/|${isTest}` },
    },
    {
      // Uploads are the exception: their body is a form or a stream that the adapter hands over unread.
      name: 'services-know-no-transport',
      comment: 'Rules do not depend on how they are called.',
      severity: 'error',
      from: {
        path: '^server/(?!main\\.ts)',
        pathNot: `${isTransport}|/(uploads|readUpload)\\.ts$|${isTest}`,
      },
      to: { path: 'node_modules/(@trpc|express)/|^server/(trpc|http)/' },
    },
    {
      name: 'simulators-stand-alone',
      comment: 'The outside world does not know the product.',
      severity: 'error',
      from: { path: '^simulators/', pathNot: isTest },
      to: { path: '^(server|webapp|local-artist)/' },
    },
    {
      name: 'examples-know-only-the-api',
      comment: 'A bot of somebody else has no code of ours.',
      severity: 'error',
      from: { path: '^examples/', pathNot: isTest },
      to: { path: '^(server|shared|webapp|simulators|local-artist|scripts)/' },
    },
    {
      name: 'the-local-artist-stands-alone',
      comment: "It draws for anybody who asks; the adapter is the product's.",
      severity: 'error',
      from: { path: '^local-artist/' },
      to: { path: '^(server|shared|webapp|simulators)/' },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
