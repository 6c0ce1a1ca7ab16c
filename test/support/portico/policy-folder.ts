import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a policy folder of one policy that blocks the words of its dictionary. */
export function writePolicyFolder(folder: string, words: readonly string[] = ['Nightjar']): string {
  mkdirSync(join(folder, 'dictionaries'), { recursive: true });
  writeFileSync(join(folder, 'dictionaries/code-names.txt'), words.map((word) => `${word}\n`).join(''));
  writeFileSync(join(folder, 'code-names.yaml'), codeNames);
  return folder;
}

/** Line 10 is its action. */
export const codeNames = `policy: code-names
title: Code names
owner: security@acme.example
mode: enforce
scope:
  to: [external]
match:
  any:
    - terms: code-names
action: block
guidance: Leave out the code name.
examples:
  - text: Nightjar ships in May
    expect: block
  - text: the night jar ships in May
    expect: allow
`;
