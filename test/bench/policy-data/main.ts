import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DocumentIndex, fingerprintDocument } from '../../../policies/fingerprints/index.ts';
import { deriveIndexKey } from '../../../policies/gate/digest.ts';
import { compilePolicySet } from '../../../policies/index.ts';
import { compileRecords, packRecords } from '../../../policies/records/index.ts';
import { inspectText } from '../../../policies/text/inspected.ts';
import { prose, randomFrom } from '../../unit/policies/fingerprints/prose.ts';
import { makeCorpus } from '../verdict/corpus.ts';
import { manyPatterns } from '../verdict/patterns.ts';
import { makeCustomers } from './customers.ts';
import { percentiles, timed } from './timing.ts';

/** `node test/bench/policy-data/main.ts [rows]`: what records and documents cost; seconds are the processor's. */
const rows = Number(process.argv[2] ?? 1_000_000);
const secret = new Uint8Array(32);

console.log(`records: ${rows} of five columns, four of them searchable`);
const customers = makeCustomers(rows);
const compiled = timed(() => compileRecords('crm', customers.csv, { key: deriveIndexKey(secret, 'records/crm') }));
if (!compiled.result.ok) throw new Error(JSON.stringify(compiled.result.problems));
const packed = packRecords(compiled.result.index);
console.log(
  `  hashed in ${compiled.seconds.toFixed(1)} s (${(customers.csv.length / 1e6).toFixed(0)} MB of CSV); packed ${(packed.length / rows).toFixed(0)} bytes a row`,
);

const corpus = makeCorpus(2_000, 10_000);
const base = {
  'patterns.yaml': [
    'policy: patterns',
    'match:',
    '  any:',
    ...manyPatterns(300).map((source) => `    - pattern: ${JSON.stringify(source)}`),
    'action: block',
  ].join('\n'),
  'names.yaml': 'policy: names\nmatch: { terms: names }\naction: block',
  'dictionaries/names.txt': corpus.terms.join('\n'),
};
const posts = corpus.posts.map((post, index) => {
  // One word in fifty is somebody's name, and every tenth post is about a customer.
  const named = post.replaceAll(/\b[a-z]{4,}\b(?![^<]*>)/g, (word) =>
    (word.charCodeAt(0) * 31 + word.length + index) % 50 === 0 ? customers.name() : word,
  );
  const [number = '', first = '', last = ''] = customers.sample[index % customers.sample.length] ?? [];
  return index % 10 === 0 ? named.replace('</p>', ` ${number.toLowerCase()} ${first} ${last}</p>`) : named;
});

const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
try {
  measureSet('300 patterns and 10,000 terms', base);
  const withRecords = {
    ...base,
    'crm.yaml': 'policy: crm\nmatch: { records: crm }\naction: block',
    'records/crm.csv': customers.csv,
  };
  const whole = compilePolicySet(withRecords);
  if (!whole.ok) throw new Error(JSON.stringify(whole.problems));
  measureSet(`the same and ${rows} records`, whole.hashedFiles());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
measureDocuments();

function measureSet(title: string, files: Readonly<Record<string, string>>): void {
  const file = join(folder, 'set.json');
  writeFileSync(file, JSON.stringify({ files, posts }));
  console.log(`a set of ${title}`);
  const main = fileURLToPath(new URL('./set-main.ts', import.meta.url));
  execFileSync(process.execPath, ['--no-warnings', '--expose-gc', main, file], { stdio: 'inherit' });
}

function measureDocuments(): void {
  const random = randomFrom(7);
  const key = deriveIndexKey(secret, 'documents');
  const texts = Array.from({ length: 10 }, () => prose(random, 128_000));
  const taken = timed(() => texts.map((text, number) => fingerprintDocument(`d${number}`, [text], key)));
  const index = new DocumentIndex(taken.result, key);
  const [first] = taken.result;
  console.log('documents: 10 of 128,000 characters');
  console.log(
    `  ${((taken.seconds / 10) * 1000).toFixed(0)} ms and ${Math.round((first?.hashes.length ?? 0) / 128)} fingerprints per 1,000 characters`,
  );
  const ordinary = Array.from({ length: 20_000 }, () => inspectText(prose(random, 300), 'text'));
  const seen = ordinary.filter((text) => index.find(text).length > 0).length;
  const copies = Array.from({ length: 5_000 }, (_, round) => {
    const text = texts[round % texts.length] ?? '';
    const at = Math.floor(random() * (text.length - 60));
    return inspectText(`${prose(random, 150)}${text.slice(at, at + 60)} ${prose(random, 100)}`, 'text');
  });
  const found = copies.filter((text, round) =>
    index.find(text).some(({ scheme, containment }) => scheme === `d${round % texts.length}` && containment >= 0.2),
  ).length;
  console.log(
    `  copies of 60 characters found: ${found} of ${copies.length}; ordinary posts: ${seen} of ${ordinary.length}`,
  );
  const long = Array.from({ length: 2_000 }, () => inspectText(prose(random, 480), 'text'));
  console.log(`  a look at 500 characters: ${percentiles(long, (text) => index.find(text))}`);
}
