import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { variables } from '../../../server/config/env.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Linted {
  readonly messages: readonly { readonly type: string; readonly line: number; readonly message: string }[];
}

/** Matters of taste. */
const rules = Object.fromEntries(
  [
    'require-quotes-in-ports',
    'service-keys-order',
    'services-alphabetical-order',
    'service-dependencies-alphabetical-order',
    'service-ports-alphabetical-order',
    'top-level-properties-order',
    'require-project-name-field',
    'service-image-require-explicit-tag',
    'no-build-and-image',
  ].map((rule) => [rule, 0]),
);

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly deploy?: { readonly replicas?: number };
  readonly healthcheck?: object;
}
type Named = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs';
type Compose = { readonly services: Readonly<Record<string, Service>> } & Partial<Record<Named, object>>;

const compose = (name: string) => parse(read(`docker/${name}`), { merge: true }) as Compose;
const composeFiles = ['compose.yaml', 'compose.mongodb.yaml'];

describe('the Dockerfile', () => {
  const text = read('docker/Dockerfile');
  const [, , final = ''] = text.split(/^FROM /m);

  it('has no fault that a linter knows', () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it('ends as somebody else than root, is asked for its health, and takes signals itself', () => {
    expect(final).toMatch(/^USER node$/m);
    expect(final).toMatch(/^HEALTHCHECK .*\\\n +CMD \[/m);
    expect(final).toMatch(/^CMD \["node", "server\/cli\/main\.ts", "start"\]$/m);
  });

  it('has nothing in the end that installs or builds, and no more of the repository than runs', () => {
    expect(final).not.toMatch(/npm (ci|install)|apt-get|apk |node-gyp|python|make/);
    expect(final).toMatch(/rm -rf \/usr\/local\/lib\/node_modules /);
    const copied = [...final.matchAll(/^COPY (?:--from=\S+ )?(\S+) /gm)].map(([, path]) => path);
    expect(copied).toEqual(['/portico/node_modules', 'package.json', 'server', 'federation', 'policies']);
  });

  it('names variables that Portico knows', () => {
    const named = [...text.matchAll(/PORTICO_\w+/g)].map(([name]) => name);
    expect(named.filter((name) => !variables.some((known) => known === name))).toEqual([]);
  });
});

describe.each(composeFiles)('docker/%s', (name) => {
  const file = compose(name);
  const ours = Object.entries(file.services).filter(([, { environment }]) => environment?.['PORTICO_SECRET_FILE']);

  it('is what the compose specification allows', () => {
    const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
    const results: readonly Linted[] = linter.lintFiles([join(root, 'docker', name)], false);
    const errors = results.flatMap(({ messages }) => messages.filter(({ type }) => type === 'error'));
    expect(errors.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
    expect(results).toHaveLength(1);
  });

  it('refers to nothing that is not there', () => {
    const known = (kind: Named) => Object.keys(file[kind] ?? {});
    for (const service of Object.values(file.services)) {
      const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {});
      expect(known('services')).toEqual(expect.arrayContaining(needed));
      expect(known('networks')).toEqual(expect.arrayContaining([...(service.networks ?? [])]));
      expect(known('secrets')).toEqual(expect.arrayContaining([...(service.secrets ?? [])]));
      expect(known('configs')).toEqual(expect.arrayContaining((service.configs ?? []).map(({ source }) => source)));
      const volumes = (service.volumes ?? []).map((volume) => volume.split(':')[0]);
      expect(known('volumes')).toEqual(expect.arrayContaining(volumes));
    }
  });

  it('runs Portico without rights, on a root that nobody can write', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const [, service] of ours) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        volumes: ['data:/data'],
      });
      const named = Object.keys(service.environment ?? {});
      expect(named.filter((one) => !variables.some((known) => known === one))).toEqual([]);
    }
  });
});

describe('docker/compose.mongodb.yaml', () => {
  const { services, networks } = compose('compose.mongodb.yaml') as Compose & {
    readonly networks: Readonly<Record<string, { internal?: boolean } | null>>;
  };

  it('has two processes that answer and two that work, of one secret on one replica set of three', () => {
    const { web, worker } = services;
    expect([web?.deploy?.replicas, worker?.deploy?.replicas]).toEqual([2, 2]);
    expect([web?.environment?.['PORTICO_ROLE'], worker?.environment?.['PORTICO_ROLE']]).toEqual(['web', 'worker']);
    expect(web?.environment?.['PORTICO_STORE']).toBe(worker?.environment?.['PORTICO_STORE']);
    const named = /@([^/]+)\//.exec(web?.environment?.['PORTICO_STORE'] ?? '')?.[1]?.split(',') ?? [];
    expect(named).toEqual(['mongodb-1', 'mongodb-2', 'mongodb-3']);
    for (const name of named) expect(services[name]).toMatchObject({ healthcheck: {}, networks: ['store'] });
    const setup = read('docker/mongodb-setup.js');
    for (const name of named) expect(setup).toContain(`'${name}'`);
  });

  it('lets nobody from outside reach anything but the proxy', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports);
    expect(published.map(([name]) => name)).toEqual(['proxy']);
    expect([networks['store']?.internal, networks['inside']?.internal]).toEqual([true, true]);
    expect(services['proxy']?.networks).not.toContain('store');
  });
});

describe('the workflow', () => {
  const path = '.github/workflows/ci.yml';

  it('is what GitHub Actions takes', () => {
    const { context } = parseWorkflow({ name: path, content: read(path) }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  it('runs everything on the embedded store and on a MongoDB that is there as a service', () => {
    const { jobs, permissions } = parse(read(path)) as {
      permissions: object;
      jobs: Record<
        string,
        { env?: object; services?: object; steps: { run?: string; uses?: string; env?: Record<string, string> }[] }
      >;
    };
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs['embedded']?.steps.map(({ run }) => run)).toContain('.ci/run');
    expect(jobs['mongodb']).toMatchObject({
      services: { mongodb: {} },
      env: { PORTICO_TEST_MONGODB_URL: expect.stringMatching(/^mongodb:/) },
    });
    expect(jobs['mongodb']?.steps.map(({ run }) => run)).toContain('npm test');
    const onMongoDb = jobs['mongodb']?.steps.find(({ env }) => env?.['PORTICO_STORE']);
    expect(onMongoDb?.run).toMatch(/^npm test -- .* test\/federation /);
    expect(read('.ci/run')).toMatch(/count_tests 'test on MongoDB'(?: .*\\\n)+ +test\/federation /);
  });

  it('fails where the image has a tool that it should not have, or lets itself be written', () => {
    // A line that begins with an exclamation mark fails no step.
    expect(read(path)).not.toMatch(/^\s+! /m);
    expect(read(path)).toMatch(/touch \/portico\/written'; then exit 1/);
  });
});
