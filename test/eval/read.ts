import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledPost } from './corpus/labelled-post.ts';

/** The posts of every `.jsonl` file of a folder, or what is wrong with a line. */
export function readFolder(folder: string): readonly LabelledPost[] | string {
  const posts: LabelledPost[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    for (const [index, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const post = readLine(line);
      if (typeof post === 'string') return `${file}:${index + 1}: ${post}`;
      posts.push(post);
    }
  }
  return posts.length === 0 ? `no \`.jsonl\` file in \`${folder}\` has a line` : posts;
}

function readLine(line: string): LabelledPost | string {
  const shape = 'a line is `{"text": "…", "spans": [{"entity": "iban", "start": 0, "end": 22}]}`';
  try {
    const value: unknown = JSON.parse(line);
    if (!isPost(value)) return shape;
    const outside = value.spans.find(({ start, end }) => start < 0 || end <= start || end > value.text.length);
    return outside === undefined ? value : `the span of \`${outside.entity}\` is not inside the text`;
  } catch {
    return shape;
  }
}

function isPost(value: unknown): value is LabelledPost {
  if (!isRecord(value) || typeof value['text'] !== 'string' || !Array.isArray(value['spans'])) return false;
  if (value['kind'] !== undefined && value['kind'] !== 'html') return false;
  if (![value['group'], value['family']].every((one) => one === undefined || typeof one === 'string')) return false;
  return value['spans'].every(
    (span: unknown) =>
      isRecord(span) &&
      typeof span['entity'] === 'string' &&
      Number.isInteger(span['start']) &&
      Number.isInteger(span['end']),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
