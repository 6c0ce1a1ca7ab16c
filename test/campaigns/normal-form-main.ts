import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { KnownContexts } from '../../federation/apex/known-context.ts';
import { NormalForm } from '../../federation/apex/normal-form.ts';
import { documents } from '../support/shapes/documents.ts';
import { compacted, targetContext } from '../support/shapes/processor.ts';

/** Compares the short way to the normal form with the JSON-LD processor over this many generated documents. */
const total = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now());
const atOnce = 5_000;
const normalForm = new NormalForm(new KnownContexts(), targetContext);

let taken = 0;
const differing: unknown[] = [];
for (let done = 0; done < total; done += atOnce) {
  for (const document of fc.sample(documents, { numRuns: Math.min(atOnce, total - done), seed: seed + done })) {
    const short = await normalForm.of(document);
    if (short === undefined) continue;
    taken += 1;
    const long = await compacted(document).catch(() => 'refused');
    if (!isDeepStrictEqual(plain(short), plain(long))) differing.push(document);
  }
  console.log(
    `${Math.min(total, done + atOnce)} of ${total} documents, ${taken} by the short way, ${differing.length} differ`,
  );
}
for (const document of differing.slice(0, 3)) console.log(JSON.stringify(document));
console.log({ seed, documents: total, taken, differing: differing.length });
process.exitCode = differing.length === 0 ? 0 : 1;

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
