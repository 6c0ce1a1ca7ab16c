import type { ActorRule } from '../../../../../federation/ports/index.ts';

/** What a rule for an outsider can do, in words. */
export const effects: readonly {
  readonly name: keyof Pick<ActorRule, 'suspend' | 'silence' | 'rejectMedia'>;
  readonly title: string;
}[] = [
  { name: 'silence', title: 'stays out of public timelines and of strangers’ notifications' },
  { name: 'suspend', title: 'is refused, hidden, and sent nothing' },
  { name: 'rejectMedia', title: 'files are left out' },
];
