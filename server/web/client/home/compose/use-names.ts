import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/ask.ts';
import type { Account } from '../api/entities.ts';

/** A name that is being typed, from its `@` to the caret. */
export interface TypedName {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const typed = /(?:^|[\s([{"'.,;:!?/])@([\w.-]{1,40}(?:@[\w.-]{0,60})?)$/;
const pauseMs = 200;

export function typedNameAt(text: string, caret: number): TypedName | undefined {
  const name = typed.exec(text.slice(0, caret))?.[1];
  return name === undefined ? undefined : { start: caret - name.length - 1, end: caret, name };
}

/** People whom a name may mean; none where it is whole already. */
export function useNames(typedName: TypedName | undefined): readonly Account[] {
  const [people, setPeople] = useState<readonly Account[]>([]);
  const name = typedName?.name;
  useEffect(() => {
    if (name === undefined) {
      setPeople([]);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const { signal } = controller;
      ask<Account[]>('GET', `/api/v1/accounts/search?limit=5&q=${encodeURIComponent(name)}`, { signal }).then(
        (found) => setPeople(found.some(({ acct }) => acct === name) ? [] : found),
        () => undefined,
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [name]);
  return people;
}
