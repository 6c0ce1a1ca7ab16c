import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Draw } from './draw.ts';
import { evasions } from './evasions.ts';
import type { LabelledPost } from './labelled-post.ts';
import { fill } from './template.ts';

const folder = new URL('../templates/', import.meta.url);
/** How often a template with two slots or more is filled; what comes out twice is kept once. */
const fillings = { ordinary: 14, leaks: 6 };

/** The corpus by file name, the same on every run. */
export function makeCorpus(): Readonly<Record<string, readonly LabelledPost[]>> {
  const files = readdirSync(folder).sort();
  const ordinary = files.filter((file) => !/^(?:leaks|contacts)/.test(file));
  const leaks = files.filter((file) => !ordinary.includes(file));
  return {
    'ordinary.jsonl': ordinary.flatMap((file) => posts(file, fillings.ordinary)),
    'leaks.jsonl': leaks.flatMap((file) => posts(file, fillings.leaks)),
    'evasions.jsonl': evasions(new Draw(4)),
  };
}

/** Whether a post is one of the half that nobody tunes on: the first bit of SHA-256 of its group, or else its text. */
export function isHeldBack({ group, text }: Pick<LabelledPost, 'group' | 'text'>): boolean {
  return (
    (createHash('sha256')
      .update(group ?? text)
      .digest()[0] ?? 0) > 127
  );
}

function posts(file: string, times: number): LabelledPost[] {
  const templates = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
  const draw = new Draw(seedOf(file));
  const made = new Map<string, LabelledPost>();
  for (const template of templates) {
    const others = templates.filter((other) => isHeldBack(asGroup(other)) === isHeldBack(asGroup(template)));
    for (let time = 0; time < repeats(template, times); time++) {
      const { text, spans } = fill(template, draw);
      // A third of the posts say two things.
      const second = draw.chance(0.33) ? fill(draw.of(others), draw) : undefined;
      const post = second === undefined ? { text, spans } : joined({ text, spans }, second);
      made.set(post.text, { ...post, group: template });
    }
  }
  return [...made.values()];
}

/** A sentence that always reads the same counts once, one with a single slot half as often as others. */
function repeats(template: string, times: number): number {
  const slots = template.match(/\{\{(?!!)|\{\{![a-z-]+(?!=)[:}]/g)?.length ?? 0;
  return slots === 0 ? 1 : slots === 1 && !template.includes('{{!') ? times / 2 : times;
}

const asGroup = (template: string): { group: string; text: string } => ({ group: template, text: '' });

function joined(first: Pick<LabelledPost, 'text' | 'spans'>, second: Pick<LabelledPost, 'text' | 'spans'>) {
  const text = `${first.text}\n`;
  const shifted = second.spans.map(({ entity, start, end }) => ({
    entity,
    start: start + text.length,
    end: end + text.length,
  }));
  return { text: text + second.text, spans: [...first.spans, ...shifted] };
}

const seedOf = (file: string): number => createHash('sha256').update(file).digest().readUInt32BE() % 2_147_483_646;
