import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Control } from './controls.ts';
import type { Leak } from './evidence.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Noticed =
  | { readonly kind: 'noticed'; readonly leak: Leak }
  /** With what was noticed instead. */
  | { readonly kind: 'missed'; readonly leaks: readonly Leak[] };

/** Plants a leak in a copy of the tree and lets the proof run there. Throws where the place to plant it is gone. */
export async function plantLeak(control: Control, actions = 120): Promise<Noticed> {
  const { file, text: planted, replacement, noticed } = control;
  const copy = mkdtempSync(join(tmpdir(), 'portico-planted-'));
  try {
    for (const part of ['server', 'federation', 'policies', 'test', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const source = readFileSync(join(copy, file), 'utf8');
    if (source.split(planted).length !== 2) throw new Error(`\`${planted}\` does not stand exactly once in ${file}`);
    writeFileSync(
      join(copy, file),
      source.replace(planted, () => replacement),
    );
    const leaks = await leaksIn(copy, actions, noticed.kind === 'interference' ? 2 : 0);
    const leak = leaks.find(
      ({ kind, what, detail }) =>
        kind === noticed.kind && (noticed.what ?? /^/).test(what) && (noticed.detail ?? /^/).test(detail),
    );
    return leak ? { kind: 'noticed', leak } : { kind: 'missed', leaks };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Runs the short proof as anybody would, in a process of its own. */
async function leaksIn(copy: string, actions: number, steps: number): Promise<Leak[]> {
  const args = [
    'test/leak/main.ts',
    '--actions',
    String(actions),
    '--crawl',
    String(actions * 6),
    '--steps',
    String(steps),
    '--json',
  ];
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!out.startsWith('[')) throw new Error(`the proof did not come to its end: ${errors}`);
  return JSON.parse(out) as Leak[];
}
