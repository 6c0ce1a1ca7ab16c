import { useState } from 'preact/hooks';
import { post } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { dateOf } from '../../ui/words.ts';
import { Entry } from './entry.tsx';
import { Find } from './find.tsx';

interface Checkpoint {
  readonly checkpoint: string;
  readonly size: number;
  readonly at: number;
  readonly key: string;
}

interface Entries {
  readonly entries: readonly { readonly index: number; readonly entry: string }[];
}

const page = 1000;
const shownMost = 50;

/** Entries of the ledger, and the proof that each is in it. */
export function Ledger() {
  const checkpoint = useLoad<Checkpoint>('/ledger/checkpoint');
  const [from, setFrom] = useState(0);
  const entries = useLoad<Entries>(`/ledger/entries?from=${from}`);
  const [failure, setFailure] = useState<string>();
  const cover = (): void => {
    post('/ledger/checkpoint').then(
      () => {
        checkpoint.reload();
        entries.reload();
      },
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  const latest = checkpoint.state === 'loaded' ? checkpoint.value : undefined;
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Ledger</h1>
          <p class="muted">
            {latest ? `Signed up to entry ${latest.size}, ${dateOf(latest.at)}.` : 'No checkpoint was signed yet.'}
          </p>
        </div>
        <button type="button" class="button" onClick={cover}>
          Sign a checkpoint
        </button>
      </header>
      <Failure message={failure} />
      {latest && (
        <section class="card stack stack-tight" aria-label="Key">
          <h2>Key of this ledger</h2>
          <p class="mono">{latest.key}</p>
          <p class="muted small">Compare it with the one that your auditors noted: who has this page has both.</p>
        </section>
      )}
      <Find covered={latest?.size ?? 0} ledgerKey={latest?.key ?? ''} />
      <Loaded load={entries}>
        {({ entries: listed }) => (
          <Listed
            entries={listed}
            from={from}
            covered={latest?.size ?? 0}
            ledgerKey={latest?.key ?? ''}
            onGo={setFrom}
          />
        )}
      </Loaded>
    </div>
  );
}

function Listed({
  entries,
  from,
  covered,
  ledgerKey,
  onGo,
}: {
  readonly entries: Entries['entries'];
  readonly from: number;
  readonly covered: number;
  readonly ledgerKey: string;
  readonly onGo: (from: number) => void;
}) {
  const [most, setMost] = useState(shownMost);
  const newest = entries.toReversed();
  return (
    <section class="card card-flush" aria-labelledby="entries">
      <h2 id="entries">Entries</h2>
      {entries.length === 0 && <Empty title="Nothing entered yet" />}
      <ol class="entries">
        {newest.slice(0, most).map(({ index, entry }) => (
          <Entry key={index} index={index} entry={entry} provable={index < covered} ledgerKey={ledgerKey} />
        ))}
      </ol>
      <div class="row card-foot">
        {newest.length > most && (
          <button type="button" class="button" onClick={() => setMost(most + shownMost)}>
            Show more
          </button>
        )}
        {entries.length === page && (
          <button type="button" class="button" onClick={() => onGo(from + page)}>
            Later entries
          </button>
        )}
        {from > 0 && (
          <button type="button" class="button" onClick={() => onGo(Math.max(0, from - page))}>
            Earlier entries
          </button>
        )}
      </div>
    </section>
  );
}
