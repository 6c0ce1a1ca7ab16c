import type { Notes } from '../../federation/index.ts';
import type { JsonObject, Outcome, Verdict } from '../../policies/index.ts';

/** Problem types (RFC 9457, FEP-c180) for what a verdict means to the author. */
const problems: Partial<Record<Outcome, { status: number; type: (origin: string) => string; title: string }>> = {
  block: {
    status: 403,
    type: (origin) => `${origin}/problems/policy-block`,
    title: "this can't leave the organisation",
  },
  confirm: {
    status: 422,
    type: (origin) => `${origin}/problems/policy-confirm`,
    title: 'please confirm before this leaves',
  },
  hold: {
    status: 202,
    type: () => 'https://w3id.org/fep/c180#approval-required',
    title: 'this waits for review before it leaves',
  },
};

/** What the author of a stopped submission is told: the strictest policy first, what to change, never the words found. */
export function problemFor(verdict: Verdict, origin: string): { status: number; [member: string]: unknown } {
  const known = problems[verdict.outcome];
  if (!known) throw new Error(`a verdict of ${verdict.outcome} stops nothing`);
  const reasons = verdict.reasons.filter(({ observed }) => !observed);
  const [first] = reasons;
  return {
    type: known.type(origin),
    status: known.status,
    title: known.title,
    detail: first ? `${first.title}: ${first.guidance}` : known.title,
    portico: { outcome: verdict.outcome, reasons: reasons.map(reasonShown) },
  };
}

/** The created activity with, where there is something to tell, what the server did to it under `portico`. */
export function tellAuthor(activity: JsonObject, notes: Notes): JsonObject {
  const reasons = notes.verdict?.reasons.filter(({ observed }) => !observed) ?? [];
  const messages = [
    ...(notes.narrowed ? ['it stays with those who can see what it answers'] : []),
    ...(notes.keptInside ? ['it stays inside: this server does not federate'] : []),
    ...(notes.dropped.length > 0 ? [`left out of what outsiders see: ${notes.dropped.join(', ')}`] : []),
    ...reasons.map(({ title, guidance }) => `${title}: ${guidance}`),
  ];
  const told = {
    zone: notes.zone,
    outcome: notes.verdict?.outcome ?? 'allow',
    narrowed: notes.narrowed,
    ...(messages.length > 0 && { messages }),
    ...(reasons.length > 0 && { reasons: reasons.map(reasonShown) }),
  };
  return { ...activity, portico: told as JsonObject };
}

function reasonShown({ policy, title, guidance, outcome, findings }: Verdict['reasons'][number]): object {
  return { policy, title, guidance, outcome, findings };
}
