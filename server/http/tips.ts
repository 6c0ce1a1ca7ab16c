import type { Notes, SubmitOutcome } from '../../federation/index.ts';
import {
  type Finding,
  guidanceFor,
  type JsonObject,
  type Outcome,
  type Reason,
  type Verdict,
} from '../../policies/index.ts';
import { tipAddress, tipOfNotes } from '../mastodon/tips/address.ts';
import { policyAccount } from '../mastodon/tips/bot.ts';
import { languageFor, type TextName, tipText } from '../mastodon/tips/catalogue.ts';
import { notesTexts, verdictText } from '../mastodon/tips/speak.ts';

interface PolicyProblem {
  readonly status: number;
  readonly type: (origin: string) => string;
  readonly title: string;
  /** What the author reads, in their language. */
  readonly text: TextName;
}

/** Problem types (RFC 9457, FEP-c180) for what a verdict means to the author. */
const problems: Partial<Record<Outcome, PolicyProblem>> = {
  block: {
    status: 403,
    type: (origin) => `${origin}/problems/policy-block`,
    title: "this can't leave the organisation",
    text: 'block',
  },
  confirm: {
    status: 422,
    type: (origin) => `${origin}/problems/policy-confirm`,
    title: 'please confirm before this leaves',
    text: 'confirm-token',
  },
  hold: {
    status: 202,
    type: () => 'https://w3id.org/fep/c180#approval-required',
    title: 'this waits for review before it leaves',
    text: 'held',
  },
};

type Stopped = Extract<SubmitOutcome, { kind: 'stopped' | 'held' }>;
type Question = NonNullable<Extract<SubmitOutcome, { kind: 'stopped' }>['question']>;

/** What it takes to tell an author. */
interface Telling {
  readonly origin: string;
  /** The author's, the most wanted first. */
  readonly languages: readonly string[];
}

/** What the author of a stopped submission is told: the strictest policy first, what to change, never the words found. */
export function problemFor(
  outcome: Stopped,
  { origin, languages }: Telling,
): { status: number; [member: string]: unknown } {
  const { verdict, decision } = outcome;
  const question = outcome.kind === 'stopped' ? outcome.question : undefined;
  const known = problems[verdict.outcome];
  if (!known) throw new Error(`a verdict of ${verdict.outcome} stops nothing`);
  const reasons = shownReasons(verdict, languages);
  return {
    type: known.type(origin),
    status: known.status,
    title: known.title,
    detail: verdictText(languageFor(languages[0]), known.text, verdict),
    instance: tipAddress(origin, decision),
    // Reviewers are asked by it, and answer it (FEP-c180).
    ...(verdict.outcome === 'hold' && { approver: `${origin}/users/${policyAccount}` }),
    portico: { outcome: verdict.outcome, reasons, ...(question && { confirmation: questionShown(question) }) },
  };
}

/** The created activity with, where there is something to tell, what the server did to it under `portico`. */
export function tellAuthor(activity: JsonObject, notes: Notes, { origin, languages }: Telling): object {
  const reasons = [notes.downgraded, notes.verdict].flatMap((verdict) =>
    verdict ? shownReasons(verdict, languages) : [],
  );
  const language = languageFor(languages[0]);
  const messages = [
    ...notesTexts(language, notes),
    ...(notes.dropped.length > 0 ? [tipText(language, 'dropped', { names: notes.dropped.join(', ') })] : []),
  ];
  const page = tipOfNotes(origin, notes);
  const told = {
    zone: notes.zone,
    outcome: notes.downgraded?.outcome ?? notes.verdict?.outcome ?? 'allow',
    narrowed: notes.narrowed,
    ...(messages.length > 0 && { messages }),
    ...(reasons.length > 0 && { reasons }),
    ...(page !== undefined && { tip: page }),
  };
  return { ...activity, portico: told };
}

interface ReasonShown extends Pick<Reason, 'policy' | 'title' | 'guidance' | 'outcome'> {
  readonly findings: readonly Omit<Finding, 'scheme'>[];
}

function shownReasons({ reasons }: Verdict, languages: readonly string[]): ReasonShown[] {
  return reasons
    .filter(({ observed }) => !observed)
    .map((reason) => {
      const { policy, title, outcome, findings } = reason;
      // Of a pattern the scheme is the pattern itself, which is for those who write policies.
      const shown = findings.map(({ scheme: _scheme, ...finding }) => finding);
      return { policy, title, guidance: guidanceFor(reason, languages), outcome, findings: shown };
    });
}

/** How to confirm: send the same again with `portico: { confirmation: <token>, justification: … }`. */
function questionShown({ token, justification, refused }: Question): object {
  const problems = {
    token: 'the confirmation is too old or about something else: confirm anew',
    justification: 'say why this may leave',
  };
  return { token, justification, ...(refused && { problem: problems[refused] }) };
}
