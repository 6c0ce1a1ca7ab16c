/**
 * Import directions of the house: server → federation → policies, never back.
 * Every rule's comment tells whoever breaks it what to do instead. Each has a planted offender in
 * test/unit/house/boundaries.test.ts.
 */

import { createRequire } from 'node:module';

const { Visitor } = createRequire(import.meta.url)('@swc/core/Visitor.js');
const { visitStatement } = Visitor.prototype;

// swc's walker, by which imports are found, gives up at a `using` declaration: it is walked as `const` is.
Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

const SOCKETS = '^(node:)?(http|https|http2|net|tls|dns|dgram|inspector)(/|$)';
const SOCKET_PACKAGES = '(^|node_modules/)(undici|nodemailer)(/|$)';
const PRODUCTION = '^(server|federation|policies)/';

/** An npm package, resolved or not. */
const npm = (name) => `(^|node_modules/)(@types/)?${name}(/|$)`;

const never = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const directions = [
  never(
    'no-cycles',
    'These files import each other in a circle: move what both need into the inner one, or hand it over as an argument.',
    {},
    { circular: true },
  ),
  never(
    'policies-import-nothing-outward',
    'policies/ imports nothing of ours: declare a port in policies/ and let the caller bring the thing in.',
    { path: '^policies/' },
    { path: '^(server|federation|test)/' },
  ),
  never(
    'federation-knows-no-server',
    'federation/ knows no server: declare a port in federation/ports and let server/context.ts bring the adapter in.',
    { path: '^federation/' },
    { path: '^(server|test)/' },
  ),
  never(
    'no-import-of-test',
    'Production code never imports test/: move what is needed into the folder that owns it.',
    { path: PRODUCTION },
    { path: '^test/' },
  ),
  never(
    'policies-by-their-index',
    'Import policies through policies/index.ts; if something is missing there, export it there on purpose.',
    { path: '^(server|federation)/' },
    { path: '^policies/', pathNot: '^policies/index\\.ts$' },
  ),
  never(
    'federation-by-its-index',
    'Import federation through federation/index.ts or federation/ports; if something is missing there, export it there.',
    { path: '^server/' },
    { path: '^federation/', pathNot: '^federation/(index\\.ts$|ports/)' },
  ),
  never(
    'inbox-not-to-delivery',
    'An answer to an inbound activity goes through federation/outbox and so through the gate, never straight to delivery.',
    { path: '^federation/inbox/' },
    { path: '^federation/delivery/' },
  ),
];

const gate = [
  never(
    'mint-only-in-gate',
    'Only policies/gate may touch release.ts (it mints): take a Release from the gate through policies/index.ts.',
    { path: '.', pathNot: '^(policies/(gate/|index\\.ts$)|test/(support|unit/policies/gate)/)' },
    { path: '^policies/gate/release\\.ts$' },
  ),
  never(
    'policies-are-pure',
    'policies/ does no I/O and starts no timer (node:url only computes): let the caller read the clock, the file or the store and pass the value in.',
    { path: '^policies/' },
    { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|url)$' },
  ),
  never(
    'crypto-of-policies-in-gate',
    'In policies/ only the gate hashes and seals: take a digest function as an argument or move the code under policies/gate.',
    { path: '^policies/', pathNot: '^policies/gate/' },
    { path: '^(node:)?crypto$' },
  ),
  never(
    'policies-take-no-edge-package',
    'policies/ decides and nothing else: web frameworks, drivers, sockets and loggers belong to server/ or federation/.',
    { path: '^policies/' },
    { path: npm('(express|mongodb|better-sqlite3|undici|pino|jsonwebtoken|activitypub-express|@fedify)') },
  ),
];

const edge = [
  never(
    'apex-in-its-folder',
    'activitypub-express is imported in federation/apex only: add what is needed to that folder and call it from here.',
    { path: '.', pathNot: '^(federation/apex|test)/' },
    { path: npm('activitypub-express') },
  ),
  never(
    'no-express-in-federation',
    'federation/ knows no Express app: return a value and let server/http answer with it.',
    { path: '^federation/', pathNot: '^federation/apex/' },
    { path: npm('express') },
  ),
  never(
    'sockets-in-wire',
    'Only federation/wire opens sockets: call its guarded fetcher or sender. server/http and server/cli may use node:http to listen.',
    { path: PRODUCTION, pathNot: '^federation/wire/' },
    { path: `${SOCKETS}|${SOCKET_PACKAGES}`, pathNot: '^(node:)?http$' },
  ),
  never(
    'http-to-listen-only',
    'node:http opens sockets: only federation/wire may, and server/http to listen. A type is had from Express.',
    { path: PRODUCTION, pathNot: '^(federation/wire|server/http)/' },
    { path: '^(node:)?http$' },
  ),
  never(
    'no-child-processes',
    'No production code starts another program.',
    { path: PRODUCTION },
    { path: '^(node:)?(child_process|cluster|vm|repl|wasi)$' },
  ),
];

const stores = [
  never(
    'sqlite-in-its-adapter',
    'better-sqlite3 is imported in server/storage/sqlite only: use the port in federation/ports.',
    { path: '.', pathNot: '^(server/storage/sqlite|test)/' },
    { path: npm('better-sqlite3') },
  ),
  never(
    'mongodb-in-its-adapter',
    'mongodb is imported in server/storage/mongodb only: use the port in federation/ports.',
    { path: '.', pathNot: '^(server/storage/mongodb|test)/' },
    { path: npm('mongodb') },
  ),
  never(
    'adapters-know-no-other',
    'Storage adapters know nothing of each other: what both need belongs to server/storage.',
    { path: '^server/storage/(sqlite|mongodb)/' },
    { path: '^server/storage/(sqlite|mongodb)/', pathNot: '^server/storage/$1/' },
  ),
  never(
    'no-disk-in-federation',
    'federation/ reads and writes no files: declare a port and let server/ bring the adapter.',
    { path: '^federation/' },
    { path: '^(node:)?fs(/|$)' },
  ),
];

const browser = [
  never(
    'browsers-take-types-only',
    'What runs in a browser takes types of the server and nothing else: get the value by the API.',
    { path: '^server/web/client/' },
    { path: '^(server|federation|policies|test)/', pathNot: '^server/web/client/', dependencyTypesNot: ['type-only'] },
  ),
  never(
    'server-takes-nothing-of-browsers',
    'server/web/client is bundled for browsers: nothing of it runs in the server.',
    { path: '^(server|federation|policies)/', pathNot: '^server/web/client/' },
    { path: '^server/web/client/' },
  ),
];

const hygiene = [
  never(
    'no-drawers',
    'A folder called utils, common, shared or helpers says nothing: name it after its idea, or move the file to the folder that uses it.',
    {},
    { path: '/(utils|util|common|shared|helpers|helper|misc)/', pathNot: 'node_modules' },
  ),
  never(
    'verifier-stands-alone',
    'The ledger is verified by a program that shares no code with what it verifies: write what is needed in its folder.',
    { path: '^test/ledger-verifier/' },
    { pathNot: '^(test/ledger-verifier/|(node:)?(crypto|fs|util|url|path)$)' },
  ),
  never(
    'no-dev-dependency-in-production',
    'Production code uses a package that is a development dependency: move it to `dependencies` with a sentence of reason.',
    { path: PRODUCTION },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: 'node_modules/@types/' },
  ),
  never(
    'no-undeclared-package',
    'This package is not in package.json: add it there (exact version, a sentence of reason) or do without.',
    { path: '.' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  never(
    'no-unresolvable',
    'This import leads nowhere: correct its path (specifiers of ours end in .ts).',
    {},
    { couldNotResolve: true },
  ),
];

export default {
  forbidden: [...directions, ...gate, ...edge, ...stores, ...browser, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
