import { type Family, families, limits, termFamilies } from '../../support/evasion-families.ts';
import type { Draw } from './draw.ts';
import type { LabelledPost } from './labelled-post.ts';
import { values } from './values/index.ts';

/** Entity and kind of what is hidden in every family; all of them stand without a word beside them. */
const hidden: readonly (readonly [entity: string, kind: string])[] = [
  ['payment-card', ''],
  ['payment-card', ''],
  ['iban', 'DE'],
  ['iban', 'FR'],
  ['national-id', 'us-ssn-dashed'],
  ['national-id', 'it-cf'],
  ['email', ''],
  ['phone', 'intl'],
  ['ip-address', 'private'],
  ['mac-address', ''],
  ['secret', 'github'],
  ['secret', 'aws'],
];
const terms = ['Nightjar', 'Project Halibut', 'Blue Heron', 'Operation Lantern', 'Quillback'];
const around = [
  ['look: ', ' ok'],
  ['so ', ' it is'],
  ['voilà ', ' merci'],
  ['hier ', ' bitte'],
  ['aquí ', ' gracias'],
] as const;

/** Every family over every kind of value that it changes. */
export function evasions(draw: Draw): LabelledPost[] {
  const posts: LabelledPost[] = [];
  const add = (family: string, kind: Family[1], entity: string, value: string, hide: (text: string) => string) => {
    const text = hide(value);
    if (text === value) return;
    const [before, behind] = draw.of(around);
    const span = { entity, start: before.length, end: before.length + text.length };
    posts.push({
      text: before + text + behind,
      spans: [span],
      family,
      ...(kind === 'html' ? { kind } : {}),
    });
  };
  for (const [family, kind, hide] of families) {
    for (const [entity, value] of hidden) add(family, kind, entity, values[entity]?.(draw, value) ?? '', hide);
    for (const term of terms) add(family, kind, 'term', term, hide);
  }
  for (const [family, kind, hide] of termFamilies) for (const term of terms) add(family, kind, 'term', term, hide);
  for (const [family, entity, kind, hide] of limits) {
    for (let time = 0; time < 5; time++)
      add(
        `limit: ${family}`,
        'text',
        entity,
        entity === 'term' ? draw.of(terms) : (values[entity]?.(draw, kind) ?? ''),
        hide,
      );
  }
  return posts;
}
