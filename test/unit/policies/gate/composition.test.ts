import { createHash } from 'node:crypto';
import { createGate, type DecidingSet, Release } from '../../../../policies/gate/index.ts';
import { anna, createNote, crossing, wordSet } from './word-set.ts';

const subject = 'https://acme.example/@anna';

function gateWith(policySet: () => DecidingSet | 'unconfirmed' | undefined) {
  let id = 0;
  const clock = () => 1_795_000_000_000;
  return createGate({ policySet, sealKey: new Uint8Array(32).fill(1), clock, newId: () => `release-${++id}` });
}

function releaseOf(content: string): Release {
  const document = createNote({ content });
  const outcome = gateWith(() => wordSet({})).decide({ document, subject: anna, crossing });
  if (outcome.kind !== 'released') throw new Error('stopped');
  return outcome.release;
}

const set = wordSet({ nightjar: 'block', heron: 'redact', wren: 'advise' });
const compose = (text: string, from: readonly Release[], policies: DecidingSet | undefined = set) =>
  gateWith(() => policies).compose({ subject, text, from, crossing });

describe('a page of released things', () => {
  it('leaves as a release of exactly its bytes', () => {
    const text = '<p>Grüße: Good morning</p>';
    const composed = compose(text, [releaseOf('<p>Good morning</p>')]);
    if (composed.kind !== 'released') throw new Error('stopped');
    Release.assert(composed.release);
    expect(new TextDecoder().decode(composed.release.bytes)).toBe(text);
    const digest = createHash('sha256').update(text).digest('base64');
    expect(composed.release).toMatchObject({
      subject,
      zone: 'public',
      actor: crossing.actor,
      outcome: 'allow',
      digest,
    });
  });

  it('shows what a reviewer let go, though a policy would stop the same words anew', () => {
    expect(compose('<p>nightjar</p>', [releaseOf('<p>The nightjar sings</p>')]).kind).toBe('released');
  });

  it.each(['<p>nightjar</p>', '<p title="nightjar">x</p>', '<!-- nightjar -->', 'heron'])(
    'stops at what no release says: %s',
    (text) => {
      expect(compose(text, [releaseOf('<p>Good morning</p>')])).toMatchObject({ kind: 'stopped' });
    },
  );

  it('reads the signs that templates escape as readers see them', () => {
    const said = releaseOf(`<p>it's "so" & more</p>`);
    const numbers = wordSet({ '39': 'block', nightjar: 'block' });
    expect(compose('<p>it&#39;s &#34;so&#34; &#38; more</p>', [said], numbers).kind).toBe('released');
    expect(compose('<p>it&#39;s a &#39;nightjar&#39;</p>', [said], numbers).kind).toBe('stopped');
    const brackets = releaseOf('<p>a &#60;b&#62; c</p>');
    const names = wordSet({ lt: 'block', nightjar: 'block' });
    expect(compose('<p>a &lt;b&gt; c &amp; &quot;</p>', [brackets], names).kind).toBe('released');
    expect(compose('<p>a &lt;nightjar&gt; c</p>', [brackets], names).kind).toBe('stopped');
  });

  it('leaves where a policy only advises', () => {
    expect(compose('wren', []).kind).toBe('released');
  });

  it('stops where no set is in force, or a check fails', () => {
    const failing: DecidingSet = {
      version: '1',
      evaluate: () => {
        throw new Error('overrun');
      },
    };
    expect(gateWith(() => undefined).compose({ subject, text: 'x', from: [], crossing }).kind).toBe('stopped');
    expect(gateWith(() => 'unconfirmed').compose({ subject, text: 'x', from: [], crossing }).kind).toBe('stopped');
    expect(compose('x', [], failing).kind).toBe('stopped');
  });

  it('takes nothing for a release that the gate did not make, nor one for others', () => {
    const forged = { ...releaseOf('<p>Good morning</p>'), zone: 'public' } as Release;
    expect(() => compose('x', [forged])).toThrow('not a release of the gate');
    const addressed = gateWith(() => set).decide({
      document: createNote(),
      subject,
      crossing: { ...crossing, zone: 'addressed' },
    });
    if (addressed.kind !== 'released') throw new Error('stopped');
    expect(() => compose('x', [addressed.release])).toThrow('for that zone alone');
  });
});
