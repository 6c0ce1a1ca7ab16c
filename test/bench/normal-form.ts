import { KnownContexts } from '../../federation/apex/known-context.ts';
import { NormalForm } from '../../federation/apex/normal-form.ts';
import { mastodonCreate } from '../support/shapes/documents.ts';
import { compacted, targetContext } from '../support/shapes/processor.ts';
import type { Measure } from './measure.ts';

const shortRuns = 20_000;
const longRuns = 500;

export const normalFormMeasures: readonly Measure[] = [
  {
    name: 'normal-form/jsonld',
    title: 'a Create of a Note brought to normal form by the short way, against the JSON-LD processor',
    goal: 'P11',
    bar: 15,
    unit: 'documents/s',
    async prepare() {
      const normalForm = new NormalForm(new KnownContexts(), targetContext);
      return {
        product: () => rate(shortRuns, () => normalForm.of(mastodonCreate)),
        baseline: () => rate(longRuns, () => compacted(mastodonCreate)),
        async [Symbol.asyncDispose]() {},
      };
    },
  },
];

/** Documents per second. */
async function rate(runs: number, normalise: () => Promise<object | undefined>): Promise<number> {
  const start = performance.now();
  for (let run = 0; run < runs; run += 1) {
    if ((await normalise()) === undefined) throw new Error('the document was not taken');
  }
  return (runs * 1_000) / (performance.now() - start);
}
