import type { ShownPost } from '../../../../review/reviewing.ts';
import { post } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';

export type Act = 'approve' | 'reject';

/** What came of a decision on one held post. */
export interface Result {
  /** It does not wait any more. */
  readonly settled: boolean;
  readonly words: string;
}

/** Decides on one held post; an approval is of what was shown, so there is none of what was not. */
export async function decideOn(
  id: string,
  act: Act,
  note: string,
  shown: ShownPost | string | undefined,
): Promise<Result> {
  const root = `/holds/${encodeURIComponent(id)}`;
  try {
    if (act === 'reject') {
      await post(`${root}/reject`, { note });
      return { settled: true, words: 'rejected' };
    }
    if (typeof shown !== 'object') return { settled: false, words: 'not approved: it could not be shown' };
    const { kind } = await post<{ readonly kind: string }>(`${root}/approve`, { digest: shown.digest, note });
    return kind === 'released'
      ? { settled: true, words: 'released' }
      : { settled: false, words: 'approved; another reviewer has to approve as well' };
  } catch (error) {
    return { settled: false, words: wordsOf(error) };
  }
}
