import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => JSON.parse(readFileSync(resolve(root, path), 'utf8'));
const manifest = read('package.json');
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const locked: Readonly<Record<string, Locked>> = read('package-lock.json').packages;
const direct: [string, string][] = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

describe('the dependencies', () => {
  it('are pinned exactly, and locked at what is pinned', () => {
    const loose = direct.filter(([name, wanted]) => locked[`node_modules/${name}`]?.version !== wanted);
    expect(loose).toEqual([]);
  });

  it('are all locked by digest: none comes from git, a link or an address', () => {
    const unlocked = Object.entries(locked).filter(([path, entry]) => path !== '' && (!entry.integrity || entry.link));
    expect(unlocked.map(([path]) => path)).toEqual([]);
  });

  it('have every platform of theirs locked: `npm ci` refuses to run where one is missing', () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => {
        return !locked[`${path}/node_modules/${name}`] && !locked[`node_modules/${name}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('may run one install script: the one that brings Node 24', () => {
    expect(manifest.allowScripts).toEqual({ node: true });
  });

  it('give activitypub-express no transport of its own: a path we overlooked fails instead of connecting', () => {
    for (const name of ['request', 'request-promise-native', 'http-signature']) {
      const nested = `node_modules/activitypub-express/node_modules/${name}/package.json`;
      const installed = read(existsSync(resolve(root, nested)) ? nested : `node_modules/${name}/package.json`);
      expect(installed.name).toBe('empty-npm-package');
    }
  });

  it.each([
    ['jsonwebtoken', '9.0.3', 'CVE-2022-23540 and its kin'],
    ['sanitize-html', '2.18.0', 'GHSA-rpr9-rxv7-x643'],
  ])('have %s at %s or later: %s', (name, least) => {
    const installed = locked[`node_modules/${name}`]?.version ?? '0';
    expect(installed.localeCompare(least, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });
});
