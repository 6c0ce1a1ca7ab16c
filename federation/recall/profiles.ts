import type { Gate } from '../../policies/index.ts';
import type { Account, Change } from '../ports/index.ts';
import { type Effect, policiesOf } from './effects.ts';
import type { Revising } from './revise.ts';
import { documentOf } from './standing.ts';

/**
 * The profile of an account as outsiders get it, decided once more. With less in it where the set wants that, else shown to
 * nobody: nothing is sent, since a server that deletes an actor never takes it up again. `no-answer` where no set decides.
 */
export async function profileEffect(
  { releases, clock }: Pick<Revising, 'releases' | 'clock'>,
  gate: Gate,
  { actorId, roles, kind }: Account,
): Promise<Effect | 'stands' | 'undecided' | 'no-answer'> {
  const release = await releases.current(actorId, 'public');
  if (!release) return 'stands';
  const crossing = {
    zone: 'public',
    actor: actorId,
    roles: [...roles, kind],
    activity: 'Read',
    domains: [],
    at: clock(),
  } as const;
  const outcome = gate.decide({ document: documentOf(release), subject: actorId, crossing });
  const { verdict } = outcome;
  const item = { subject: actorId, zone: 'public', policies: policiesOf(verdict), outcome: 'withheld' } as const;
  if (outcome.kind === 'stopped') {
    if (outcome.cause === 'no-policy-set' || outcome.cause === 'set-unconfirmed') return 'no-answer';
    if (outcome.cause !== 'policy' || verdict.outcome === 'confirm') return 'undecided';
    return { item, changes: [{ change: 'release.withdraw', subject: actorId }] };
  }
  if (verdict.outcome !== 'redact') return 'stands';
  const changes: Change[] = [{ change: 'release.put', release: gate.seal(outcome.release) }];
  return { item: { ...item, outcome: 'revised' }, changes };
}
