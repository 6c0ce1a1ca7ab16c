import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { brokenRules, sourceRules } from './source-rules.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Lines of a file; a test is a list of cases and may be longer. */
const longest = (path: string) => (/\.(test|contract)\.ts$/.test(path) ? 600 : 300);

const sources = ['server', 'federation', 'policies', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`),
);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const offenders: [rule: string, path: string, source: string][] = [
  ['no-global-sockets', 'server/x.ts', 'export const x = () => fetch("https://example.org");'],
  ['no-global-sockets', 'federation/read/x.ts', 'const f = globalThis.fetch; export const x = f;'],
  ['no-global-sockets', 'policies/x.ts', 'export const x = () => new WebSocket("wss://example.org");'],
  ['environment-read-once', 'server/x.ts', 'export const x = process.env.HOME;'],
  ['environment-read-once', 'server/x.ts', 'export const { HOME } = process["env"];'],
  ['answers-through-the-responder', 'server/http/x.ts', 'export const x = (res: any) => res.json({});'],
  ['answers-through-the-responder', 'server/x.ts', 'export const x = (response: any) => { response?.end("a"); };'],
  ['answers-through-the-responder', 'server/x.ts', 'export const x = (req: any) => req.res.redirect("/");'],
  ['answers-through-the-responder', 'server/x.ts', 'export const x = (res: any) => res.status(200).send("a");'],
  ['no-text-run-as-code', 'server/x.ts', 'export const x = new Function("return 1");'],
  ['no-text-run-as-code', 'test/x.ts', 'export const x = eval("1");'],
  ['policies-take-no-time', 'policies/x.ts', 'export const x = Date.now();'],
  ['policies-take-no-time', 'policies/x.ts', 'export const x = process.hrtime;'],
];

const innocents: [path: string, source: string][] = [
  ['federation/wire/x.ts', 'export const x = () => fetch("https://example.org");'],
  ['server/x.ts', 'export const x = (wire: { fetch(u: string): void }) => wire.fetch("u");'],
  ['server/x.ts', '// fetch(url), process.env and eval(text) are only named here\nexport const x = "process.env";'],
  ['server/config/env.ts', 'export const x = process.env;'],
  ['policies/x.ts', 'export const x = (at: number) => new Date(at);'],
];

describe('the source', () => {
  it.each(offenders)('rule %s reports an offender in %s: %s', (rule, path, source) => {
    expect(brokenRules(path, source)).toContain(rule);
  });

  it.each(innocents)('no rule reports %s: %s', (path, source) => {
    expect(brokenRules(path, source)).toEqual([]);
  });

  it('has a planted offender for every rule', () => {
    expect(new Set(offenders.map(([rule]) => rule))).toEqual(new Set(sourceRules.map((rule) => rule.name)));
  });

  it('keeps every rule', () => {
    const broken = sources.flatMap((path) =>
      brokenRules(path, read(path)).map((rule) => ({ path, rule, advice: adviceOf(rule) })),
    );
    expect(broken).toEqual([]);
  });

  it('has no overlong file: it would hold a second idea', () => {
    const measured = sources.map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
    expect(measured.filter(({ path, lines }) => lines > longest(path))).toEqual([]);
  });

  it('has no folder that is a drawer for everything', () => {
    const drawers = /(^|\/)(utils?|common|shared|helpers?|misc|lib)\//;
    expect(sources.filter((path) => drawers.test(path))).toEqual([]);
  });
});

function adviceOf(name: string): string | undefined {
  return sourceRules.find((rule) => rule.name === name)?.advice;
}
