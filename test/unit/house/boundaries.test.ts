import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** Files that offend nobody; the offenders import them. */
const bystanders: Record<string, string> = {
  'server/a/two.ts': "import type { One } from './one.ts'; export type Two = One | 2;",
  'policies/index.ts': "export { mint } from './gate/release.ts';",
  'policies/gate/release.ts': "import { createHash } from 'node:crypto'; export const mint = createHash;",
  'policies/gate/gate.ts': "export { mint } from './release.ts';",
  'policies/model/zone.ts': 'export type Zone = string;',
  'federation/index.ts': "import { mint } from '../policies/index.ts'; export const federation = mint;",
  'federation/ports/index.ts': 'export interface Store { close(): void }',
  'federation/apex/core.ts': "import apex from 'activitypub-express'; export const core = apex;",
  'federation/delivery/worker.ts': 'export interface Worker { stop(): void }',
  'federation/wire/fetch.ts':
    "import { lookup } from 'node:dns'; import { Agent } from 'undici'; export const d = [lookup, Agent];",
  'server/app.ts': "import type { Store } from '../federation/ports/index.ts'; export type App = Store;",
  'server/http/listen.ts': "import { createServer } from 'node:http'; export const listen = createServer;",
  'server/storage/sqlite/store.ts': "import Database from 'better-sqlite3'; export const db = Database;",
  'server/storage/mongodb/store.ts': "import { MongoClient } from 'mongodb'; export const client = MongoClient;",
  'test/support/clock.ts': 'export interface Clock { now(): number }',
  'server/common/words.ts': 'export const words = 1;',
  'server/web/client/x.ts': 'export const x = 1;',
};

/** Rule, offending file, its text. Type-only imports are used wherever a real one would not be needed to offend. */
const offenders: [rule: string, file: string, text: string][] = [
  [
    'browsers-take-types-only',
    'server/web/client/c1.ts',
    "import { listen } from '../../http/listen.ts'; export const c = listen;",
  ],
  [
    'server-takes-nothing-of-browsers',
    'server/web/page.ts',
    "import type { x } from './client/x.ts'; export type S = typeof x;",
  ],
  ['no-cycles', 'server/a/one.ts', "import type { Two } from './two.ts'; export type One = Two | 1;"],
  [
    'policies-import-nothing-outward',
    'policies/rules/r1.ts',
    "import type { App } from '../../server/app.ts'; export type R = App;",
  ],
  [
    'policies-import-nothing-outward',
    'policies/rules/r2.ts',
    "import type { Store } from '../../federation/ports/index.ts'; export type R = Store;",
  ],
  [
    'federation-knows-no-server',
    'federation/inbox/f1.ts',
    "import type { App } from '../../server/app.ts'; export type F = App;",
  ],
  [
    'no-import-of-test',
    'server/s1.ts',
    "import type { Clock } from '../test/support/clock.ts'; export type S = Clock;",
  ],
  [
    'verifier-stands-alone',
    'test/ledger-verifier/v1.ts',
    "import type { App } from '../../server/app.ts'; export type V = App;",
  ],
  ['verifier-stands-alone', 'test/ledger-verifier/v2.ts', "import ajv from 'ajv'; export const v = ajv;"],
  [
    'policies-by-their-index',
    'federation/outbox/f2.ts',
    "import type { Zone } from '../../policies/model/zone.ts'; export type F = Zone;",
  ],
  [
    'policies-by-their-index',
    'server/s2.ts',
    "import type { Zone } from '../policies/model/zone.ts'; export type S = Zone;",
  ],
  [
    'federation-by-its-index',
    'server/s3.ts',
    "import type { Worker } from '../federation/delivery/worker.ts'; export type S = Worker;",
  ],
  [
    'inbox-not-to-delivery',
    'federation/inbox/f3.ts',
    "import type { Worker } from '../delivery/worker.ts'; export type F = Worker;",
  ],
  [
    'mint-only-in-gate',
    'policies/rules/r3.ts',
    "import type { mint } from '../gate/release.ts'; export type R = typeof mint;",
  ],
  [
    'mint-only-in-gate',
    'test/unit/t1.ts',
    "import { mint } from '../../policies/gate/release.ts'; export const t = mint;",
  ],
  [
    'policies-are-pure',
    'policies/rules/r4.ts',
    "import { readFileSync } from 'node:fs'; export const r = readFileSync;",
  ],
  [
    'policies-are-pure',
    'policies/gate/g1.ts',
    "import { setTimeout } from 'node:timers/promises'; export const g = setTimeout;",
  ],
  [
    'crypto-of-policies-in-gate',
    'policies/rules/r5.ts',
    "import { createHash } from 'node:crypto'; export const r = createHash;",
  ],
  ['policies-take-no-edge-package', 'policies/rules/r6.ts', "import express from 'express'; export const r = express;"],
  ['apex-in-its-folder', 'server/s4.ts', "import apex from 'activitypub-express'; export const s = apex;"],
  [
    'no-express-in-federation',
    'federation/read/f4.ts',
    "import type { Request } from 'express'; export type F = Request;",
  ],
  ['sockets-in-wire', 'federation/read/f5.ts', "import { request } from 'node:https'; export const f = request;"],
  ['sockets-in-wire', 'server/s5.ts', "import { fetch } from 'undici'; export const s = fetch;"],
  ['sockets-in-wire', 'server/http/s6.ts', "import { lookup } from 'node:dns/promises'; export const s = lookup;"],
  ['http-to-listen-only', 'federation/read/f6.ts', "import { request } from 'node:http'; export const f = request;"],
  ['http-to-listen-only', 'server/auth/s7.ts', "import { get } from 'node:http'; export const s = get;"],
  [
    'sockets-in-wire',
    'server/s15.ts',
    "export async function s(a: AsyncDisposable) { await using b = a; await using c = await import('node:tls'); return b; }",
  ],
  ['no-child-processes', 'server/s8.ts', "import { exec } from 'node:child_process'; export const s = exec;"],
  ['sqlite-in-its-adapter', 'server/s9.ts', "import type Database from 'better-sqlite3'; export type S = Database;"],
  ['mongodb-in-its-adapter', 'server/s10.ts', "import type { Db } from 'mongodb'; export type S = Db;"],
  [
    'adapters-know-no-other',
    'server/storage/mongodb/m1.ts',
    "import { db } from '../sqlite/store.ts'; export const m = db;",
  ],
  [
    'no-disk-in-federation',
    'federation/read/f7.ts',
    "import { readFile } from 'node:fs/promises'; export const f = readFile;",
  ],
  ['no-drawers', 'server/s11.ts', "import { words } from './common/words.ts'; export const s = words;"],
  ['no-dev-dependency-in-production', 'server/s12.ts', "import request from 'supertest'; export const s = request;"],
  ['no-undeclared-package', 'server/s13.ts', "import * as parser from '@babel/parser'; export const s = parser;"],
  ['no-unresolvable', 'server/s14.ts', "import { nothing } from './nowhere.ts'; export const s = nothing;"],
];

interface Violation {
  from: string;
  rule: { name: string; severity: string };
}

let folder: string;
let violations: Violation[];
let rules: { name: string; comment: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-boundaries-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) {
    copyFileSync(join(root, name), join(folder, name));
  }
  for (const [name, text] of [
    ...Object.entries(bystanders),
    ...offenders.map(([, file, text]) => [file, text] as const),
  ]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'server',
    'federation',
    'policies',
    'test',
  ];
  const run = spawnSync(process.execPath, [cruiser, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  const { summary } = JSON.parse(run.stdout);
  violations = summary.violations;
  rules = summary.ruleSetUsed.forbidden;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the boundaries', () => {
  it.each(offenders)('%s reports %s', (rule, file) => {
    const broken = violations.filter((violation) => violation.from === file && violation.rule.severity === 'error');
    expect(broken.map((violation) => violation.rule.name)).toContain(rule);
  });

  it('report nobody who keeps to them', () => {
    const innocent = violations.filter((violation) => violation.from in bystanders);
    expect(innocent).toEqual([]);
  });

  it('have a planted offender each, and a comment that says what to do', () => {
    const planted = new Set(offenders.map(([rule]) => rule));
    for (const { name, comment } of rules) {
      expect({ name, planted: planted.has(name), advice: comment.length > 40 }).toEqual({
        name,
        planted: true,
        advice: true,
      });
    }
  });
});
