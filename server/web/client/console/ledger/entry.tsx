import { useState } from 'preact/hooks';
import { get } from '../../api/call.ts';
import { wordsOf } from '../../api/use-load.ts';
import { dateOf } from '../../ui/words.ts';
import { save } from '../save.ts';
import { type Inclusion, type Verified, verifyInclusion } from './proof.ts';

interface EntryProps {
  readonly index: number;
  readonly entry: string;
  /** Whether a checkpoint covers it. */
  readonly provable: boolean;
  readonly ledgerKey: string;
}

/** One entry, as it is hashed, with its proof. */
export function Entry({ index, entry, provable, ledgerKey }: EntryProps) {
  const [verified, setVerified] = useState<Verified>();
  const members = JSON.parse(entry) as Readonly<Record<string, unknown>>;
  const at = typeof members['at'] === 'number' ? members['at'] : undefined;
  const prove = async (): Promise<Inclusion> => {
    const inclusion = await get<Inclusion>(`/ledger/inclusion?index=${index}`);
    // What is proved has to be what is shown.
    if (inclusion.entry !== entry) throw new Error('the server proves another entry than it shows');
    return inclusion;
  };
  const fail = (error: unknown): void => setVerified({ kind: 'refuted', reason: wordsOf(error) });
  const verify = (): void => {
    prove()
      .then((inclusion) => verifyInclusion(inclusion, ledgerKey))
      .then(setVerified, fail);
  };
  const download = (): void => {
    prove().then((inclusion) => {
      const proof = JSON.stringify({ ...inclusion, key: ledgerKey }, null, 2);
      save(`ledger-entry-${index}.json`, proof, 'application/json');
    }, fail);
  };
  return (
    <li>
      <details>
        <summary>
          <span class="entry-line">
            <span class="muted mono">{index}</span> <strong>{String(members['kind'] ?? 'entry')}</strong>
            <span>{wordOf(members)}</span>
            <span class="muted small">{at !== undefined && dateOf(at)}</span>
          </span>
        </summary>
        <div class="stack entry-body">
          <dl class="facts">
            {Object.entries(members).map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
          </dl>
          <div class="row">
            <button type="button" class="button button-small" disabled={!provable} onClick={verify}>
              Verify here
            </button>
            <button type="button" class="button button-small" disabled={!provable} onClick={download}>
              Download the proof
            </button>
            {!provable && <span class="muted small">No checkpoint covers it yet.</span>}
          </div>
          <div role="status">{verified && <Result verified={verified} />}</div>
        </div>
      </details>
    </li>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="mono">{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
    </>
  );
}

function Result({ verified }: { readonly verified: Verified }) {
  switch (verified.kind) {
    case 'verified':
      return (
        <p class="notice notice-success">
          It is in the ledger of {verified.size} entries whose root <span class="mono">{verified.root}</span> this key
          signed.
        </p>
      );
    case 'refuted':
      return <p class="notice notice-danger">Not proved: {verified.reason}.</p>;
    case 'unknown':
      return <p class="notice notice-warning">The path is right, but {verified.reason}.</p>;
  }
}

/** The one word that says what came of it. */
function wordOf(members: Readonly<Record<string, unknown>>): string {
  const word = members['outcome'] ?? members['act'] ?? members['verdict'] ?? members['zone'];
  return typeof word === 'string' ? word : '';
}
