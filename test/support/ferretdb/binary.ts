import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const source = import.meta.dirname;
const parts = ['go.mod', 'go.sum', 'main.go', 'turns.go'];

/** Where the built server of these very sources lies, built or not: among what the installed packages keep for themselves. */
export function binaryPath(): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(readFileSync(join(source, part)));
  const name = `ferretdb-${hash.digest('hex').slice(0, 16)}`;
  return join(resolve(source, '../../..'), 'node_modules/.cache/portico', name);
}

/** Builds the server with the Go toolchain, once; takes minutes the first time on a machine. Throws without Go. */
export function buildBinary(): string {
  const path = binaryPath();
  if (!existsSync(path)) execFileSync('go', ['build', '-o', path, '.'], { cwd: source, stdio: 'inherit' });
  return path;
}
