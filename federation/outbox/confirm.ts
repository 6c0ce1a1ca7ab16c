import { askingPolicies, type Confirmation, type Gate, type Verdict } from '../../policies/index.ts';
import type { PlannedCrossing } from './plan.ts';
import type { Question, Submission } from './submission.ts';

type Asking = Pick<Gate, 'confirmationToken' | 'isConfirmed'>;

/** What a submission comes to where policies want its author's word. */
export function askAuthor(
  gate: Asking,
  { account, document, answer }: Submission,
  { zone }: PlannedCrossing,
  verdict: Verdict,
):
  | { readonly kind: 'confirmed'; readonly confirmed: Confirmation; readonly token: string }
  | { readonly kind: 'asked'; readonly question: Question } {
  const asked = { actor: account.actorId, document, zone, verdict };
  const wantsReason = verdict.reasons.some(({ justification, observed }) => justification === true && !observed);
  const why = answer?.justification?.trim() ?? '';
  const question = { token: gate.confirmationToken(asked), justification: wantsReason };
  if (answer === undefined) return { kind: 'asked', question };
  const counts = answer.spent !== true && gate.isConfirmed(answer.token, asked);
  if (!counts) return { kind: 'asked', question: { ...question, refused: 'token' } };
  if (wantsReason && why === '') return { kind: 'asked', question: { ...question, refused: 'justification' } };
  const policies = askingPolicies(verdict);
  return { kind: 'confirmed', confirmed: { policies, ...(why !== '' && { justification: why }) }, token: answer.token };
}
