import type { Draw } from './draw.ts';
import { slots } from './slots.ts';
import { values } from './values/index.ts';

/** Where something sensitive stands in a text, in UTF-16 code units. */
export interface LabelledSpan {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
}

export interface Filled {
  readonly text: string;
  readonly spans: readonly LabelledSpan[];
}

/**
 * Fills a template: `{{time}}` is a slot, `{{3-9}}` a number from 3 to 9, `{{!iban:DE}}` a labelled value, and
 * `{{!term=Nightjar}}` a labelled one that is given; `\n` breaks the line.
 */
export function fill(template: string, draw: Draw): Filled {
  const spans: LabelledSpan[] = [];
  let text = '';
  for (const [, literal = '', slot] of template.matchAll(/([^{]+|\{(?!\{))|\{\{(.+?)\}\}/g)) {
    if (slot === undefined) {
      text += literal.replaceAll('\\n', '\n');
      continue;
    }
    const start = text.length;
    text += made(slot, draw);
    if (slot.startsWith('!')) spans.push({ entity: entityOf(slot), start, end: text.length });
  }
  return { text, spans };
}

const entityOf = (slot: string): string => /^!([a-z-]+)/.exec(slot)?.[1] ?? '';

function made(slot: string, draw: Draw): string {
  const range = /^(\d+)-(\d+)$/.exec(slot);
  if (range !== null) return String(draw.int(Number(range[1]), Number(range[2])));
  const [, entity, given, kind = ''] = /^!([a-z-]+)(?:=(.*)|:(.*))?$/.exec(slot) ?? [];
  if (given !== undefined) return given;
  const make = entity === undefined ? slots[slot] : values[entity];
  if (make === undefined) throw new Error(`there is no slot \`${slot}\``);
  return make(draw, kind);
}
