import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isHeldBack } from './corpus/make.ts';
import { judge, shippedLibrary } from './judge.ts';
import { readFolder } from './read.ts';
import { describe, reportOf } from './report.ts';
import { bands, isCaught, type Judged } from './score.ts';

/** `npm run eval:policies [-- --folder <folder>] [--json] [--faults]` */
const usage = 'usage: npm run eval:policies -- [--folder <folder of .jsonl files>] [--json] [--faults]';

process.exitCode = main();

function main(): number {
  const asked = askedBy(process.argv.slice(2));
  if (typeof asked === 'string') {
    console.error(`${asked}\n${usage}`);
    return 2;
  }
  const posts = readFolder(asked.folder);
  if (typeof posts === 'string') {
    console.error(posts);
    return 1;
  }
  const judged = judge(posts, shippedLibrary());
  const tuned = judged.filter(({ post }) => !isHeldBack(post));
  const held = judged.filter(({ post }) => isHeldBack(post));
  if (asked.faults) console.log(faultsOf(tuned).join('\n'));
  else if (asked.json) console.log(JSON.stringify({ tuned: reportOf(tuned), 'held-back': reportOf(held) }));
  else console.log(`${describe('Tuned half', reportOf(tuned))}\n\n${describe('Held-back half', reportOf(held))}`);
  return 0;
}

function askedBy(args: string[]) {
  try {
    const options = { folder: { type: 'string' }, json: { type: 'boolean' }, faults: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args, options });
    return {
      folder: values.folder ?? fileURLToPath(new URL('./posts', import.meta.url)),
      json: values.json === true,
      faults: values.faults === true,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What goes wrong in the tuned half, a line each; the held-back half is never shown. */
function faultsOf(tuned: readonly Judged[]): string[] {
  return tuned.flatMap((one) => {
    const { post, findings, outcome } = one;
    const missed = post.spans.filter((span) => !isCaught({ ...one, post: { ...post, spans: [span] } }, bands.medium));
    const wrong =
      post.family === undefined
        ? findings.filter(
            ({ entity, confidence, start, end }) =>
              confidence >= bands.medium &&
              !post.spans.some((span) => span.entity === entity && span.start < end && start < span.end),
          )
        : [];
    const text = JSON.stringify(post.text);
    return [
      ...missed.map(
        (span) => `missed ${span.entity} «${post.text.slice(span.start, span.end)}» ${post.family ?? ''} in ${text}`,
      ),
      ...wrong.map(
        (one) =>
          `wrong ${one.entity} ${one.scheme ?? ''} ${one.confidence} «${post.text.slice(one.start, one.end)}» in ${text}`,
      ),
      ...(outcome !== 'allow' && post.spans.length === 0 ? [`${outcome} ${text}`] : []),
    ];
  });
}
