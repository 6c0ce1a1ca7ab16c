import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../../../policies/index.ts';
import type { CheckedDraft } from '../../../../policy-sets/drafting.ts';
import { post } from '../../api/call.ts';
import { useReturns } from '../../api/connection.ts';
import { wordsOf } from '../../api/use-load.ts';

/** Files that differ from the version that is edited; null where one is taken away. */
export type Changes = Readonly<Record<string, string | null>>;

const nameOf = (from: string): string => `portico-policy-draft-${from}`;

/** Keeps changes to a version for as long as the window lasts. */
export function keepChanges(from: string, changes: Changes): void {
  sessionStorage.setItem(nameOf(from), JSON.stringify(changes));
}

/** The changes to a version that are kept. */
export function useChanges(from: string): readonly [Changes, (changes: Changes) => void] {
  const [changes, setChanges] = useState<Changes>(
    () => JSON.parse(sessionStorage.getItem(nameOf(from)) ?? '{}') as Changes,
  );
  const keep = (next: Changes): void => {
    setChanges(next);
    keepChanges(from, next);
  };
  return [changes, keep];
}

export interface Checking extends CheckedDraft {
  readonly failure?: string;
}

const nothing: Checking = { problems: [], warnings: [], examples: [] };
/** How long nobody has to have typed before the server is asked. */
export const pauseMs = 150;

/** What the server says of the files, a moment after they changed. */
export function useCheck(from: string, files: Changes): Checking {
  const [checked, setChecked] = useState<Checking>(nothing);
  const returns = useReturns();
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      post<CheckedDraft>('/policy-sets/check', { from, files }, controller.signal).then(
        setChecked,
        (error: unknown) => {
          if (!controller.signal.aborted) setChecked({ ...nothing, failure: wordsOf(error) });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [from, files, returns]);
  return checked;
}

/** What the server has to say of a place in a file; a set with an error can't be saved. */
export interface Noted extends Problem {
  readonly severity: 'error' | 'warning';
}

/** Everything that there is to say of the files, errors first. */
export function notesOf({ problems, warnings }: CheckedDraft): readonly Noted[] {
  return [
    ...problems.map((problem) => ({ ...problem, severity: 'error' as const })),
    ...warnings.map((problem) => ({ ...problem, severity: 'warning' as const })),
  ];
}
