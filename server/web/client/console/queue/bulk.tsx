import { useState } from 'preact/hooks';
import type { HeldPost } from '../../../../review/held-post.ts';
import { AskSentence } from '../../ui/ask-sentence.tsx';
import { type Act, decideOn, type Result } from './decide-on.ts';
import { Selected } from './selected.tsx';
import { useShown } from './use-shown.ts';

interface BulkProps {
  readonly posts: readonly HeldPost[];
  readonly onUnmark: (id: string) => void;
  /** With the ids of those that do not wait any more. */
  readonly onDone: (settled: readonly string[]) => void;
}

/** Several held posts under each other, and one reason for all of them: each is decided on by itself. */
export function Bulk({ posts, onUnmark, onDone }: BulkProps) {
  const shown = useShown(posts.map(({ id }) => id));
  const [results, setResults] = useState<ReadonlyMap<string, Result>>();
  const ready = posts.every(({ id }) => shown.has(id));
  const run = async (act: Act, note: string): Promise<void> => {
    setResults(new Map());
    for (const { id } of posts) {
      const result = await decideOn(id, act, note, shown.get(id));
      setResults((before) => new Map([...(before ?? []), [id, result]]));
    }
  };
  const settled = [...(results ?? [])].flatMap(([id, result]) => (result.settled ? [id] : []));
  return (
    <section class="card stack queue-post" aria-label="Selected posts">
      <header class="row row-between">
        <div role="status">
          <h2>{results ? `${settled.length} of ${posts.length} settled` : `${many(posts.length)} selected`}</h2>
        </div>
        <button
          type="button"
          class="button button-small"
          disabled={results !== undefined && results.size < posts.length}
          onClick={() => onDone(settled)}
        >
          {results ? 'Done' : 'Select none'}
        </button>
      </header>
      <ul class="bulk">
        {posts.map((held) => (
          <Selected
            key={held.id}
            held={held}
            shown={shown.get(held.id)}
            result={results?.get(held.id)}
            onUnmark={results ? undefined : onUnmark}
          />
        ))}
      </ul>
      {!results && <Choices count={posts.length} ready={ready} onDecide={(act, note) => void run(act, note)} />}
    </section>
  );
}

function Choices({
  count,
  ready,
  onDecide,
}: {
  readonly count: number;
  readonly ready: boolean;
  readonly onDecide: (act: Act, note: string) => void;
}) {
  const [asking, setAsking] = useState<Act>();
  const choice = asking === undefined ? undefined : choices[asking];
  return (
    <div class="row queue-actions">
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          class={`button ${choices[act].danger ? 'button-danger' : 'button-primary'}`}
          disabled={!ready}
          onClick={() => setAsking(act)}
        >
          {choices[act].word} {many(count)}
        </button>
      ))}
      {asking && choice && (
        <AskSentence
          title={`${choice.word} ${many(count)}`}
          label={choice.label}
          hint={choice.hint}
          action={choice.word}
          danger={choice.danger}
          onSubmit={async (note) => onDecide(asking, note)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

const acts: readonly Act[] = ['approve', 'reject'];

const choices = {
  approve: {
    word: 'Approve',
    label: 'Why they may leave',
    hint: 'It is on record with each of them.',
    danger: false,
  },
  reject: {
    word: 'Reject',
    label: 'Why, and what to do instead',
    hint: 'The author of each of them reads this.',
    danger: true,
  },
} as const;

function many(count: number): string {
  return `${count} ${count === 1 ? 'post' : 'posts'}`;
}
