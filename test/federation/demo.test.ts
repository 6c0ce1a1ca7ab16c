import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compileCache } from '../support/portico/compile-cache.ts';

const demo = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [demo, ...args], {
    env: { ...process.env, ...compileCache },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

describe('npm run demo', () => {
  it('ends well when the outside saw exactly what it should', async () => {
    const { code, out, err } = await run('--once');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('received exactly what it should');
    expect(out).not.toContain('\u001b[');
  }, 360_000);

  it('says how it is used', async () => {
    expect(await run('--twice')).toMatchObject({ code: 2, err: expect.stringContaining('usage: npm run demo') });
  });
});
