import type { Gate } from '../../policies/index.ts';
import { knownFiles } from '../media/gate-files.ts';
import { judgeAll } from '../outbox/cross.ts';
import { agreedThen, crossingThen } from '../outbox/decided.ts';
import type { Decision, Decisions, MediaLibrary, SealedRelease } from '../ports/index.ts';
import { documentOf, isChange } from './standing.ts';

export interface Rechecking {
  readonly gate: Pick<Gate, 'judge' | 'inForce'>;
  readonly decisions: Decisions;
  readonly library: MediaLibrary;
  readonly origin: string;
  readonly clock: () => number;
}

/** `later`: nobody can tell which set is in force. */
type Answer = 'yes' | 'no' | 'later';

/** What says that something is no more; never kept from anyone. */
const retractions = new Set(['Delete', 'Undo', 'Reject', 'Remove']);
const rememberedMost = 1_000;

/**
 * Decides again on the very bytes of a release that is about to be sent, where another set is in force than the one that
 * let it out: between the decision and a late attempt there may be days. Once for each release and set.
 */
export function createRecheck(parts: Rechecking): (sealed: SealedRelease) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return async (sealed) => {
    const version = parts.gate.inForce();
    if (version === sealed.setVersion) return 'yes';
    if (version === undefined) return isRetraction(sealed) ? 'yes' : 'later';
    const name = `${version} ${sealed.id}`;
    const found = known.get(name) ?? recheck(parts, sealed);
    if (known.size >= rememberedMost) known.clear();
    known.set(name, found);
    const answer = await found.catch((): Answer => 'later');
    if (answer === 'later') known.delete(name);
    return answer;
  };
}

async function recheck(parts: Rechecking, sealed: SealedRelease): Promise<Answer> {
  if (isRetraction(sealed)) return 'yes';
  const decided = await parts.decisions.ofActivity(sealed.subject);
  const then = decided.findLast(({ zone }) => zone === sealed.zone);
  const document = documentOf(sealed);
  const crossing = then ? crossingThen(then) : unrecorded(parts, sealed);
  const files = await knownFiles([document], parts);
  const [outcome] = judgeAll(parts.gate, [document], crossing, { files, ...(then && agreedThen(then)) });
  if (outcome?.kind !== 'released') {
    return outcome?.cause === 'no-policy-set' || outcome?.cause === 'set-unconfirmed' ? 'later' : 'no';
  }
  return isChange(outcome.verdict, then?.verdict) ? 'no' : 'yes';
}

/** What a recall sends again has no decision of its own. */
function unrecorded({ clock }: Rechecking, sealed: SealedRelease): ReturnType<typeof crossingThen> {
  const { zone, actor } = sealed;
  const activity = String(documentOf(sealed)['type']) satisfies Decision['activityType'];
  return { zone, actor, roles: [], activity, domains: [], at: clock() };
}

function isRetraction(sealed: SealedRelease): boolean {
  return retractions.has(String(documentOf(sealed)['type']));
}
