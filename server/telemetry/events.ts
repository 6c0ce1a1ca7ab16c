import type { DeliveryEvent, FanOutEvent, FederationEvents, InboxEvent } from '../../federation/index.ts';
import type { Decision } from '../../federation/ports/index.ts';
import type { LedgerEvents } from '../ledger/keeper.ts';
import type { Incident } from '../ports/index.ts';
import type { LogFields } from './fields.ts';
import type { Logger } from './logger.ts';

/** The one place where business events are reported. Nothing here throws, and nothing here holds what a post says. */
export interface Events extends FederationEvents, LedgerEvents {
  readonly serverStarted: (fields: Pick<LogFields, 'address' | 'origin' | 'role' | 'federation'>) => void;
  readonly serverStopped: (reason: string) => void;
  /** The store's server is away at start; it is waited for. */
  readonly storeAwaited: (reason: string) => void;
  readonly configWarned: (reason: string) => void;
  readonly policySetActivated: (version: string) => void;
  /** The folder did not load; `version` is the set that stays in force, undefined where there is none. */
  readonly policySetRefused: (problems: number, version: string | undefined) => void;
  /** Many things were stopped within a short time; `subject` is the policy or the author that they have in common. */
  readonly incidentOpened: (incident: Pick<Incident, 'id' | 'subject' | 'count'>) => void;
  readonly jobFailed: (job: string, error: unknown) => void;
  readonly crashed: (error: unknown) => void;
  readonly requestFailed: (error: unknown, route: string) => void;
}

export function createEvents(log: Logger): Events {
  return {
    decided: (decision) => reportDecision(log, decision),
    delivery: (event) => reportDelivery(log, event),
    inbox: (event) => reportInbound(log, event),
    fanOut: (event) => reportFanOut(log, event),
    serverStarted: (fields) => log.info('server-started', fields),
    serverStopped: (reason) => log.info('server-stopped', { reason }),
    storeAwaited: (reason) => log.warn('store-awaited', { reason }),
    configWarned: (reason) => log.warn('config-warned', { reason }),
    policySetActivated: (set) => log.info('policy-set-activated', { set }),
    policySetRefused: (count, set) => log.error('policy-set-refused', { count, set: set ?? 'none' }),
    checkpointMade: ({ size }) => log.info('ledger-checkpoint-made', { count: size }),
    checkpointFailed: (error) => log.error('ledger-checkpoint-failed', { error }),
    ledgerContradictsAnchor: () =>
      log.error('ledger-contradicts-anchor', {
        reason: 'the store is not what was anchored: run `portico ledger verify`',
      }),
    incidentOpened: ({ id, subject, count }) => log.warn('incident-opened', { name: id, reason: subject, count }),
    jobFailed: (name, error) => log.error('job-failed', { name, error }),
    crashed: (error) => log.error('crashed', { error }),
    requestFailed: (error, route) => log.error('request-failed', { error, route }),
  };
}

function reportDecision(log: Logger, decision: Decision): void {
  const { reasons, outcome, setVersion } = decision.verdict;
  const fields: LogFields = {
    decision: decision.id,
    actor: decision.actor,
    activity: decision.activity,
    activityType: decision.activityType,
    zone: decision.zone,
    outcome,
    set: setVersion,
    policies: reasons.map(({ policy }) => policy),
    entities: reasons.flatMap(({ findings }) => findings.map(({ entity }) => entity)),
  };
  const broken = reasons.flatMap(({ policy, findings }) => (policy === 'gate' ? findings : []));
  const failed = broken.filter(({ entity }) => entity === 'detector-failed');
  if (failed.length > 0) {
    const detectors = [...new Set(failed.flatMap(({ scheme }) => scheme ?? []))].join(', ');
    log.error('check-failed', { decision: decision.id, set: setVersion, reason: `failed: ${detectors || 'a check'}` });
  }
  switch (outcome) {
    case 'allow':
    case 'advise':
    case 'redact':
    case 'disclose':
      return log.info('activity-released', fields);
    case 'hold':
      return log.warn('activity-held', fields);
    case 'downgrade':
    case 'confirm':
    case 'block':
      return log.warn('activity-stopped', fields);
  }
}

function reportDelivery(log: Logger, event: DeliveryEvent): void {
  const { host } = event.kind === 'store-failed' ? {} : event;
  switch (event.kind) {
    case 'delivered':
      return log.debug('delivery-acknowledged', { host, status: event.status, attempts: event.attempts });
    case 'retry':
      return log.info('delivery-failed', { host, reason: event.error, nextAt: event.notBefore });
    case 'given-up':
      return log.error('delivery-given-up', { host, name: event.releaseId, reason: event.error });
    case 'refused':
      return log.error('delivery-refused', { host, name: event.releaseId, reason: event.error });
    case 'inbox-gone':
      return log.info('inbox-gone', { host, inbox: event.inbox });
    case 'breaker-opened':
      return log.warn('breaker-opened', { host, nextAt: event.until });
    case 'breaker-closed':
      return log.info('breaker-closed', { host });
    case 'host-paused':
      return log.info('host-paused', { host, nextAt: event.until });
    case 'host-dead':
      return log.warn('host-dead', { host });
    case 'host-revived':
      return log.info('host-revived', { host });
    case 'signature-scheme':
      return log.info('signature-scheme', { host, name: event.rfc9421 ? 'rfc9421' : 'draft-cavage' });
    case 'store-failed':
      return log.error('store-failed', { cause: event.during, reason: event.error });
  }
}

function reportFanOut(log: Logger, event: FanOutEvent): void {
  if (event.kind === 'refused') {
    log.error('fan-out-refused', { name: event.releaseId, reason: 'it does not match what the gate sealed' });
  } else log.error('store-failed', { cause: 'fan-out', reason: event.error });
}

function reportInbound(log: Logger, event: InboxEvent): void {
  switch (event.kind) {
    case 'processed':
      return log.debug('inbound-processed');
    case 'refused':
      return log.info('inbound-refused', { actor: event.actor, reason: event.reason });
    case 'held':
      return log.info('inbound-held', { actor: event.actor, entities: event.signals });
    case 'failed':
      // The message of an exception over foreign input may quote it; the store keeps it for the operator.
      return log.warn('inbound-failed', { actor: event.actor, attempts: event.attempts });
    case 'store-failed':
      return log.error('store-failed', { cause: 'inbound', reason: event.error });
  }
}
