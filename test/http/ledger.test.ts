import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyExport } from '../ledger-verifier/verify.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { Stranger } from '../support/stranger.ts';

let folder: string;
let anchor: string;
let portico: PorticoProcess;
let outside: Stranger;
let anna: C2sClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-ledger-'));
  anchor = join(folder, 'anchor.jsonl');
  portico = await PorticoProcess.start({ data: join(folder, 'data'), env: { PORTICO_LEDGER_ANCHOR: anchor } });
  outside = await Stranger.start();
  await portico.addActor('anna');
  anna = await portico.c2s('anna');
});

afterAll(async () => {
  await Promise.all([portico.stop(), outside.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const linesOf = (text: string) => text.trimEnd().split('\n');

/** Digests of the receipts in an export that the independent verifier finds in order. */
async function provenDigests(): Promise<Set<string>> {
  const [key, exported] = [
    (await portico.cli('ledger', 'checkpoint', '--key')).trim(),
    await portico.cli('ledger', 'export'),
  ];
  const anchors = linesOf(await readFile(anchor, 'utf8')).map((line) => JSON.parse(line).checkpoint as string);
  const report = await verifyExport({ lines: linesOf(exported), key, anchors });
  expect(report.fault).toBeUndefined();
  expect(report.anchors).toBeGreaterThan(0);
  const entries = linesOf(exported)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'entry')
    .map(({ entry }) => JSON.parse(entry));
  return new Set(entries.filter(({ kind }) => kind === 'receipt').map(({ digest }) => digest));
}

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, portico.origin), { headers: { accept: 'application/activity+json' } });
  expect([path, response.status]).toEqual([path, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

describe('the ledger of a running server', () => {
  it('has an entry for the digest of every body that went out, pushed or asked for', async () => {
    const ada = outside.actor('ada');
    const follow = outside.activity(ada, 'Follow', anna.actor);
    expect((await outside.deliver(`${anna.actor}/inbox`, follow)).status).toBe(202);
    await outside.until((posted) => posted.some(({ body }) => body['type'] === 'Accept'));
    const { body: create } = await anna.post({ type: 'Note', content: 'high water at nine', to: [asPublic] });
    const note = create['object'] as { id: string };
    await anna.post({ type: 'Update', object: { id: note.id, type: 'Note', content: 'at ten' }, to: [asPublic] });
    await outside.until((posted) =>
      ['Create', 'Update'].every((type) => posted.some(({ body }) => body['type'] === type)),
    );
    const paths = ['/users/anna', '/users/anna/outbox', '/users/anna/outbox?page=true', '/users/anna/followers'];
    const answers = await Promise.all([...paths, new URL(note.id).pathname, '/nodeinfo/2.1'].map(fetched));
    const proven = await provenDigests();
    for (const { bytes, body } of outside.posted)
      expect([body['type'], proven.has(digestOf(bytes))]).toEqual([body['type'], true]);
    for (const bytes of answers) expect(proven.has(digestOf(bytes))).toBe(true);
    expect(outside.posted.length).toBeGreaterThanOrEqual(3);
  });

  it('proves the receipt of a body by its digest, to whoever has the key alone', async () => {
    const digest = createHash('sha256')
      .update(await fetched('/users/anna'))
      .digest('hex');
    const proofs = linesOf(await portico.cli('ledger', 'proof', digest));
    const key = (await portico.cli('ledger', 'checkpoint', '--key')).trim();
    const report = await verifyExport({ lines: proofs, key });
    expect(report).toMatchObject({ inclusionProofs: proofs.length });
    expect(report.fault).toBeUndefined();
    const [first = ''] = proofs;
    const altered = JSON.stringify({ ...JSON.parse(first), index: JSON.parse(first).index + 1 });
    expect((await verifyExport({ lines: [altered], key })).fault).toContain('does not hold');
    await expect(portico.cli('ledger', 'proof', '0'.repeat(64))).rejects.toThrow('nothing with this digest has left');
    await expect(portico.cli('ledger', 'proof', 'abc')).rejects.toThrow('is no SHA-256');
  });

  it('is verified from the command line, and no longer with another history in the anchor', async () => {
    expect(await portico.cli('ledger', 'verify', '--records')).toContain('the ledger is as it was signed');
    const kept = await readFile(anchor, 'utf8');
    const [size = ''] = /\n\d+\n/.exec(JSON.parse(linesOf(kept)[0]!).checkpoint) ?? [];
    await writeFile(anchor, kept.replace(JSON.stringify(size).slice(1, -1), '\\n999999\\n'));
    await expect(portico.cli('ledger', 'verify')).rejects.toThrow('line 1 of the anchor');
    await writeFile(anchor, kept);
  });

  it('is compared with its anchor by the doctor', async () => {
    const kept = await readFile(anchor, 'utf8');
    const finding = async (): Promise<string | undefined> => {
      // The doctor fails on the loopback for reasons of its own, and reports all the same.
      const report = await portico.cli('doctor', '--json').catch(({ message }: Error) => message);
      const { findings } = JSON.parse(report.slice(report.indexOf('{"ok"')));
      return findings.find(({ check }: { check: string }) => check === 'ledger')?.state;
    };
    expect(await finding()).toBe('ok');
    await appendFile(anchor, `${JSON.stringify({ at: 1, checkpoint: 'another.example/ledger\n1\nroot\n' })}\n`);
    expect(await finding()).toBe('fail');
    await writeFile(anchor, kept);
  });

  it('is covered to the last entry when the server has stopped', async () => {
    await anna.post({ type: 'Note', content: 'one more', to: [asPublic] });
    await portico.stop();
    const report = JSON.parse(await portico.cli('ledger', 'verify', '--json'));
    expect(report).toMatchObject({ ok: true, uncovered: 0, faults: [] });
    expect(report.kinds).toMatchObject({ receipt: expect.any(Number), decision: expect.any(Number) });
  });
});
