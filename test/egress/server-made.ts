/** An activity that nobody typed, and what it goes through before anybody outside gets it. */
export interface ServerMade {
  readonly type: string;
  readonly by: 'outbox' | 'gate.decide' | 'gate.retract' | 'review';
  /** Test that would turn red if it went another way; its name is the first argument of an `it`. */
  readonly test: { readonly file: string; readonly name: string };
}

/** All of them. */
export const serverMade: readonly ServerMade[] = [
  { type: 'Accept', by: 'outbox', test: at('egress/activities', 'Accept of a follow is decided and receipted') },
  { type: 'Reject', by: 'outbox', test: at('egress/activities', 'Reject of a follow is decided and receipted') },
  { type: 'Update', by: 'gate.decide', test: at('egress/activities', 'Update by a recall is decided and receipted') },
  {
    type: 'Delete',
    by: 'gate.retract',
    test: at('egress/activities', 'Delete by a recall is receipted, and of ids alone'),
  },
  { type: 'Undo', by: 'outbox', test: at('egress/activities', 'Undo is decided and receipted') },
  { type: 'Add', by: 'outbox', test: at('egress/activities', 'Add to featured is decided and receipted') },
  { type: 'Remove', by: 'outbox', test: at('egress/activities', 'Remove from featured is decided and receipted') },
  { type: 'Move', by: 'outbox', test: at('egress/activities', 'Move is decided and receipted') },
  { type: 'Flag', by: 'review', test: at('egress/activities', 'Flag names no reporter, and waits for a reviewer') },
];

function at(file: string, name: string): ServerMade['test'] {
  return { file: `test/${file}.test.ts`, name };
}
