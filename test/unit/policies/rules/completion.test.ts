import { completionsAt, schemas } from '../../../../policies/index.ts';

const at = (file: 'policy' | 'exception', ...path: string[]) =>
  new Map(completionsAt(file, path).map((completion) => [completion.key, completion]));

describe('what an editor can offer', () => {
  it('at the top are the keys of a policy, with what they mean, can be and are when left out', () => {
    const keys = at('policy');
    expect([...keys.keys()]).toEqual(Object.keys((schemas.policy as { properties: object }).properties));
    expect(keys.get('action')?.values).toContain('downgrade');
    expect(keys.get('mode')).toMatchObject({ values: ['enforce', 'observe', 'off'], default: 'enforce' });
  });

  it.each([
    [
      ['scope', 'hours'],
      ['days', 'from', 'to', 'zone'],
    ],
    [
      ['scope', 'except'],
      ['actors', 'roles', 'activities', 'domains'],
    ],
    [
      ['match', 'any', 'unless', 'near'],
      ['words', 'entity', 'terms', 'within'],
    ],
    [['examples'], ['text', 'expect']],
    [['title'], []],
    [['nothing', 'here'], []],
  ])('at %j are %j', (path, keys) => {
    expect([...at('policy', ...path).keys()].sort()).toEqual([...keys].sort());
  });

  it('in a clause are the entities by name', () => {
    expect(at('policy', 'match', 'any').get('entity')?.values).toContain('payment-card');
  });

  it('in an exception are its keys', () => {
    expect([...at('exception', 'scope').keys()]).toEqual(['actors', 'domains']);
  });

  it('is described, every key of both', () => {
    const walk = (file: 'policy' | 'exception', path: readonly string[]): void => {
      if (path.length > 4) return;
      for (const { key, description } of completionsAt(file, path)) {
        expect([file, ...path, key, description === '' ? 'not described' : 'described']).toContain('described');
        walk(file, [...path, key]);
      }
    };
    walk('policy', []);
    walk('exception', []);
  });
});
