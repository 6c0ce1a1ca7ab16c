import type { DeliveryEvent, InboxEvent } from '../../../../federation/index.ts';
import type { Decision } from '../../../../federation/ports/index.ts';
import { type Outcome, outcomes } from '../../../../policies/index.ts';
import { createEvents, type Events } from '../../../../server/telemetry/events.ts';
import { createLogger } from '../../../../server/telemetry/logger.ts';

function told(tell: (events: Events) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const log = createLogger('debug', { write: (line: string) => void lines.push(line) });
  tell(createEvents(log));
  return lines.map((line) => JSON.parse(line));
}

function decision(outcome: Outcome): Decision {
  const finding = { entity: 'term', scheme: 'code-names', field: '/object/content', start: 0, end: 8, confidence: 99 };
  const reason = {
    policy: 'code-names',
    title: 'Nightjar is a secret',
    outcome,
    guidance: 'Leave Nightjar out',
    observed: false,
    findings: [finding, finding],
  };
  return {
    id: 'd1',
    actor: 'https://community.example/users/anna',
    activity: 'https://community.example/activities/1',
    activityType: 'Create',
    zone: 'public',
    roles: [],
    domains: [],
    verdict: { outcome, reasons: outcome === 'allow' ? [] : [reason], setVersion: 'abc' },
    decidedAt: 0,
  };
}

describe('a decision', () => {
  it.each([
    ['allow', 'info', 'activity-released'],
    ['advise', 'info', 'activity-released'],
    ['redact', 'info', 'activity-released'],
    ['disclose', 'info', 'activity-released'],
    ['downgrade', 'warn', 'activity-stopped'],
    ['hold', 'warn', 'activity-held'],
    ['confirm', 'warn', 'activity-stopped'],
    ['block', 'warn', 'activity-stopped'],
  ] as const)('that says %s is told as %s %s', (outcome, level, event) => {
    expect(told((events) => events.decided(decision(outcome)))).toMatchObject([
      { level, event, outcome, zone: 'public' },
    ]);
  });

  it('is told whatever its outcome', () => {
    for (const outcome of outcomes) expect(told((events) => events.decided(decision(outcome)))).toHaveLength(1);
  });

  it('raises an alarm where a check failed, with the name of the check', () => {
    const held = decision('hold');
    const [reason] = held.verdict.reasons;
    const findings = [{ entity: 'detector-failed', scheme: 'iban', field: '/x', start: 0, end: 0, confidence: 100 }];
    const reasons = reason ? [{ ...reason, policy: 'gate', findings }] : [];
    const lines = told((events) => events.decided({ ...held, verdict: { ...held.verdict, reasons } }));
    expect(lines).toMatchObject([
      { level: 'error', event: 'check-failed', decision: 'd1', reason: 'failed: iban' },
      { level: 'warn', event: 'activity-held' },
    ]);
  });

  it('tells which policy and what kind of thing, not in whose words', () => {
    const [line] = told((events) => events.decided(decision('block')));
    expect(line).toMatchObject({ policies: ['code-names'], entities: ['term'], set: 'abc', activityType: 'Create' });
    expect(JSON.stringify(line)).not.toContain('Nightjar');
  });
});

const host = 'outside.example';
const error = 'the server answered 503';

describe('a delivery', () => {
  it.each<[DeliveryEvent, string, string]>([
    [{ kind: 'delivered', host, status: 202, attempts: 1 }, 'debug', 'delivery-acknowledged'],
    [{ kind: 'retry', host, error, notBefore: 1 }, 'info', 'delivery-failed'],
    [{ kind: 'given-up', host, releaseId: 'r1', error }, 'error', 'delivery-given-up'],
    [{ kind: 'refused', host, releaseId: 'r1', error }, 'error', 'delivery-refused'],
    [{ kind: 'inbox-gone', host, inbox: 'https://outside.example/inbox' }, 'info', 'inbox-gone'],
    [{ kind: 'breaker-opened', host, until: 1 }, 'warn', 'breaker-opened'],
    [{ kind: 'breaker-closed', host }, 'info', 'breaker-closed'],
    [{ kind: 'host-paused', host, until: 1 }, 'info', 'host-paused'],
    [{ kind: 'host-dead', host }, 'warn', 'host-dead'],
    [{ kind: 'host-revived', host }, 'info', 'host-revived'],
    [{ kind: 'signature-scheme', host, rfc9421: true }, 'info', 'signature-scheme'],
  ])('event %j is told as %s %s, with its host', (event, level, name) => {
    expect(told((events) => events.delivery(event))).toMatchObject([{ level, event: name, host }]);
  });

  it('tells of a store that fails', () => {
    const event: DeliveryEvent = { kind: 'store-failed', during: 'claim', error: 'the disk is full: free some space' };
    expect(told((events) => events.delivery(event))).toMatchObject([
      { level: 'error', event: 'store-failed', cause: 'claim', reason: 'the disk is full: free some space' },
    ]);
  });
});

describe('an inbound activity', () => {
  const actor = 'https://outside.example/users/ada';

  it.each<[InboxEvent, string, string]>([
    [{ kind: 'processed' }, 'debug', 'inbound-processed'],
    [{ kind: 'refused', actor, reason: 'the `object` is not the actor’s own' }, 'info', 'inbound-refused'],
    [{ kind: 'failed', actor, attempts: 2, error: 'Nightjar is not valid JSON' }, 'warn', 'inbound-failed'],
    [{ kind: 'store-failed', error: 'the disk is full: free some space' }, 'error', 'store-failed'],
  ])('event %j is told as %s %s, without what it says', (event, level, name) => {
    const lines = told((events) => events.inbox(event));
    expect(lines).toMatchObject([{ level, event: name }]);
    expect(JSON.stringify(lines)).not.toContain('Nightjar');
  });
});

describe('the server', () => {
  it('tells of its start, its stop and what failed', () => {
    const lines = told((events) => {
      events.serverStarted({ origin: 'https://community.example', role: 'all', federation: 'closed' });
      events.configWarned('PORTICO_ORIGIN is not set');
      events.policySetActivated('abc');
      events.policySetRefused(2, undefined);
      events.requestFailed(new SyntaxError('Nightjar is not valid JSON'), 'POST /users/:name/outbox');
      events.crashed(new SyntaxError('Nightjar is not valid JSON'));
      events.serverStopped('SIGTERM');
    });
    expect(lines).toMatchObject([
      { event: 'server-started', role: 'all' },
      { event: 'config-warned', reason: 'PORTICO_ORIGIN is not set' },
      { event: 'policy-set-activated', set: 'abc' },
      { event: 'policy-set-refused', count: 2, set: 'none' },
      { event: 'request-failed', route: 'POST /users/:name/outbox', error: { name: 'SyntaxError' } },
      { event: 'crashed', error: { name: 'SyntaxError' } },
      { event: 'server-stopped', reason: 'SIGTERM' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Nightjar');
  });
});
