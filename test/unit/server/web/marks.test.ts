import type { Mark } from '../../../../server/mastodon/checking.ts';
import { carried, replaced } from '../../../../server/web/client/home/compose/marks.ts';

function mark(start: number, end: number, field = 'status'): Mark {
  return { field, start, end, entity: 'phone', policy: 'phones', outcome: 'redact', instead: '[removed]' };
}

describe('a mark in a text that somebody goes on typing', () => {
  const before = 'ring 4711 today';
  it.each([
    ['behind it', 'ring 4711 today, please', [5, 9]],
    ['before it', 'please ring 4711 today', [12, 16]],
    ['away before it', '4711 today', [0, 4]],
    ['in it', 'ring 47811 today', undefined],
    ['over it', 'ring me today', undefined],
    ['nothing', before, [5, 9]],
  ])('goes along with what is typed %s', (_where, after, place) => {
    const found = carried([mark(5, 9)], before, after).map(({ start, end }) => [start, end]);
    expect(found).toEqual(place ? [place] : []);
  });

  it('stays where it is in another field', () => {
    expect(carried([mark(0, 4, 'spoiler_text')], before, 'x')).toEqual([mark(0, 4, 'spoiler_text')]);
  });
});

describe('what was found', () => {
  const draft = { text: 'ring 4711', warning: 'see 4711', poll: { options: ['', '4711', 'no'], multiple: true } };
  it.each([
    [mark(5, 9), { ...draft, text: 'ring [removed]' }],
    [mark(4, 8, 'spoiler_text'), { ...draft, warning: 'see [removed]' }],
    [mark(0, 4, 'poll.0'), { ...draft, poll: { options: ['', '[removed]', 'no'], multiple: true } }],
  ])('is put in another form in its own field', (found, expected) => {
    expect(replaced(draft, found, found.instead)).toEqual(expected);
  });
});
