import { guidanceFor, type Reason } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

function reasonWith(guidance: string): Reason {
  const set = compiled({ 'x.yaml': policy('x', "{ pattern: 'A1' }", 'block', `guidance: ${guidance}\n`) });
  const [reason] = set.evaluateText('A1', toPublic).reasons;
  if (reason === undefined) throw new Error('the policy matches');
  return reason;
}

describe('guidance', () => {
  const both = reasonWith('{ de: Nimm es heraus., en: Take it out., pt-BR: Retire isto. }');

  it.each([
    [['de'], 'Nimm es heraus.'],
    [['de-AT', 'en'], 'Nimm es heraus.'],
    [['fr', 'de'], 'Nimm es heraus.'],
    [['pt'], 'Retire isto.'],
    [['PT-br'], 'Retire isto.'],
    [['fr'], 'Take it out.'],
    [[], 'Take it out.'],
  ])('is given to a reader of %j as %s', (languages, expected) => {
    expect(guidanceFor(both, languages)).toBe(expected);
  });

  it('is the first where there is none in English', () => {
    expect(guidanceFor(reasonWith('{ fr: Retirez-le., de: Nimm es heraus. }'), ['it'])).toBe('Retirez-le.');
  });

  it('in one language is for everybody', () => {
    expect(guidanceFor(reasonWith('Take it out.'), ['de'])).toBe('Take it out.');
  });
});
