import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { linesOf } from './lines.ts';
import { type Report, verifyExport } from './verify.ts';

const usage = `usage: node test/ledger-verifier/main.ts --key <public key> [--anchor <file>]… [<export>]

Verifies what \`portico ledger export\` or \`portico ledger proof\` wrote (standard input where no file is named) with
nothing but Node's own cryptography. Take the key and the anchors from where the server can't change them.
Exit codes: 0 as it was signed, 1 not so, 2 wrong usage.
`;

const { values, positionals } = parseArgs({
  options: { key: { type: 'string' }, anchor: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
if (values.key === undefined || positionals.length > 1) {
  process.stderr.write(usage);
  process.exit(2);
}

const started = performance.now();
const [file] = positionals;
const report = await verifyExport({
  lines: linesOf(file === undefined ? process.stdin : createReadStream(file, { highWaterMark: 2 ** 20 })),
  key: values.key,
  anchors: values.anchor.flatMap(anchorsOf),
});
process.stdout.write(told(report, performance.now() - started));
process.exitCode = report.fault === undefined ? 0 : 1;

/** JSON Lines as the server anchors them, or one bare checkpoint. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  if (!text.startsWith('{')) return [text];
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String(JSON.parse(line).checkpoint));
}

function told({ fault, kinds, ...counts }: Report, ms: number): string {
  const listed = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  return [
    fault === undefined ? 'everything is as it was signed' : `NOT AS IT WAS SIGNED: ${fault}`,
    `entries             ${counts.entries}${listed.length > 0 ? ` (${listed.join(', ')})` : ''}`,
    `checkpoints         ${counts.checkpoints}, ${counts.anchors} kept elsewhere`,
    `consistency proofs  ${counts.consistencyProofs}`,
    `inclusion proofs    ${counts.inclusionProofs}`,
    `time                ${(ms / 1000).toFixed(1)} s`,
    '',
  ].join('\n');
}
