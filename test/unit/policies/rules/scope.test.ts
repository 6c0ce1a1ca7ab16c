import type { Crossing, OutsideZone } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const onA = "{ pattern: 'A[0-9]+' }";

/** Whether a policy with this scope looks at a crossing. */
function looksAt(scope: string, crossing: Partial<Crossing> = {}): boolean {
  const set = compiled({ 'x.yaml': policy('x', onA, 'block', `scope: ${scope}\n`) });
  return set.evaluateText('A1', { ...toPublic, ...crossing }).outcome === 'block';
}

const toHosts = (...domains: string[]): Partial<Crossing> => ({ zone: 'addressed', domains });

describe('the scope of a policy', () => {
  it.each<[string, OutsideZone, boolean]>([
    ['{ to: [external] }', 'public', true],
    ['{ to: [external] }', 'partner:acme', true],
    ['{ to: [public] }', 'public', true],
    ['{ to: [public] }', 'addressed', false],
    ['{ to: ["partner:acme"] }', 'partner:acme', true],
    ['{ to: ["partner:acme"] }', 'partner:other', false],
  ])('%s, crossing into %s: %s', (scope, zone, expected) => {
    expect(looksAt(scope, { zone })).toBe(expected);
  });

  it.each<[string, Partial<Crossing>, boolean]>([
    ['{ actors: [anna] }', {}, true],
    ['{ actors: ["https://acme.example/users/anna"] }', {}, true],
    ['{ actors: [ben] }', {}, false],
    ['{ actors: [nna] }', {}, false],
    ['{ roles: [employee] }', {}, true],
    ['{ roles: [corporate] }', {}, false],
    ['{ activities: [Create, Update] }', {}, true],
    ['{ activities: [Update] }', {}, false],
    ['{ activities: [Update] }', { activity: 'Update' }, true],
    ['{ actors: [anna], roles: [corporate] }', {}, false],
    ['{ domains: [a.example] }', toHosts('a.example', 'b.example'), true],
    ['{ domains: [a.example] }', toHosts('b.example'), false],
    ['{ domains: [a.example] }', toHosts(), true],
    ['{ except: { actors: [anna] } }', {}, false],
    ['{ except: { activities: [Update] } }', { activity: 'Update' }, false],
    ['{ except: { roles: ["publisher:press"] } }', { roles: ['employee', 'publisher:press'] }, false],
    ['{ except: { domains: [a.example] } }', toHosts('a.example'), false],
    ['{ except: { domains: [a.example] } }', toHosts('a.example', 'b.example'), true],
  ])('%s selects by who speaks, what they do and who is named', (scope, crossing, expected) => {
    expect(looksAt(scope, crossing)).toBe(expected);
  });

  it.each([
    ['2026-11-30T23:59:59Z', false],
    ['2026-12-01T00:00:00Z', true],
    ['2026-12-31T16:59:59Z', true],
    ['2026-12-31T17:00:00Z', false],
  ])('from a date until a moment: at %s it looks: %s', (at, expected) => {
    expect(looksAt('{ from: 2026-12-01, until: "2026-12-31T18:00+01:00" }', { at: Date.parse(at) })).toBe(expected);
  });

  it.each([
    ['Friday evening', '2026-11-27T22:00:00+01:00', true],
    ['the night that Friday began', '2026-11-28T05:59:00+01:00', true],
    ['the morning after it', '2026-11-28T06:00:00+01:00', false],
    ['Saturday evening', '2026-11-28T22:00:00+01:00', false],
    ['the night that Thursday began', '2026-11-27T03:00:00+01:00', false],
    ['Friday evening in summer time', '2026-07-03T21:59:00+02:00', false],
    ['an hour of summer time later', '2026-07-03T22:00:00+02:00', true],
  ])('hours run past midnight on the clocks of their zone: %s', (_, at, expected) => {
    const hours = '{ hours: { days: [fri], from: "22:00", to: "06:00", zone: Europe/Berlin } }';
    expect(looksAt(hours, { at: Date.parse(at) })).toBe(expected);
  });
});
