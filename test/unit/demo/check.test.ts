import { rowProblems, type Seen, strayProblems } from '../../demo/check.ts';
import type { Taken } from '../../demo/play.ts';
import type { Step } from '../../demo/step.ts';
import type { Exchange } from '../../support/community/exchange.ts';
import { receivedIn } from '../../support/community/exchange.ts';

const origin = 'http://127.0.0.1:3000';

const step: Step = {
  key: 'news',
  speaker: 'press',
  text: 'good news',
  asks: 'public',
  document: () => ({}),
  verdict: 'allow',
  outside: { kind: 'as-written' },
  never: ['secret word'],
};

const taken: Taken = {
  step,
  status: 201,
  zone: 'public',
  decided: 'allow',
  why: '',
  activity: `${origin}/activities/1`,
  document: { content: '<p>good news</p>' },
};

function delivery(content: string, more: Partial<Exchange> = {}): Exchange {
  const object = { id: `${origin}/objects/1`, type: 'Note', content, descriptions: [] };
  const activity = { type: 'Create', id: `${origin}/activities/1`, actor: `${origin}/users/press`, object };
  return { at: 0, method: 'POST', path: '/inbox', headers: {}, body: content, status: 202, activity, ...more };
}

function seen(...exchanges: Exchange[]): Seen {
  return { exchanges, received: receivedIn(exchanges) };
}

describe('the check of the demo', () => {
  it('is content with a post that arrived as it was written', () => {
    const all = seen(delivery('<p>good news</p>'));
    expect([...rowProblems(taken, all), ...strayProblems([taken], all)]).toEqual([]);
  });

  it.each([
    ['a post that did not arrive', taken, seen(), 'received nothing'],
    ['other words', taken, seen(delivery('<p>bad news</p>')), 'other words'],
    ['another verdict', { ...taken, decided: 'hold' as const }, seen(delivery('<p>good news</p>')), 'verdict is hold'],
    ['another zone', { ...taken, zone: 'internal' }, seen(delivery('<p>good news</p>')), 'zone is internal'],
    [
      'a secret in a request that was refused',
      taken,
      seen(delivery('<p>good news</p>'), delivery('the secret word', { status: 401, activity: undefined as never })),
      'must not leave',
    ],
    [
      'a stopped post that arrived',
      { ...taken, step: { ...step, outside: { kind: 'nothing' as const } } },
      seen(delivery('<p>good news</p>')),
      'received a Create',
    ],
    [
      'a redacted post that arrived whole',
      { ...taken, step: { ...step, outside: { kind: 'redacted' as const, keeps: 'good' } } },
      seen(delivery('<p>good news</p>')),
      'whole text',
    ],
  ])('tells of %s', (_what, row, all, problem) => {
    expect(rowProblems(row, all)).toEqual([expect.stringContaining(problem)]);
  });

  it('tells of a delivery that belongs to no row', () => {
    expect(strayProblems([], seen(delivery('<p>good news</p>')))).toEqual([expect.stringContaining('no row')]);
  });

  it('tells of a delivery that the outside refused', () => {
    const refused = delivery('', { status: 401, activity: undefined as never });
    expect(strayProblems([taken], seen(refused))).toEqual([expect.stringContaining('refused a delivery')]);
  });
});
