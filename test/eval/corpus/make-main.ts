import { mkdirSync, writeFileSync } from 'node:fs';
import { makeCorpus } from './make.ts';

/** `node test/eval/corpus/make-main.ts`: writes the corpus anew from the templates. */
const folder = new URL('../posts/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, posts] of Object.entries(makeCorpus())) {
  writeFileSync(new URL(file, folder), posts.map((post) => `${JSON.stringify(post)}\n`).join(''));
  console.log(`${file}: ${posts.length} posts`);
}
