import { useState } from 'preact/hooks';
import type { DataSet } from '../../../../../policy-sets/data-sets.ts';
import { hasRole } from '../../../api/boot.ts';
import { post } from '../../../api/call.ts';
import { useLoad, wordsOf } from '../../../api/use-load.ts';
import { ScrollX } from '../../../ui/scroll-x.tsx';
import { Empty, Failure, Loaded } from '../../../ui/states.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { dateOf, personOf, short } from '../../../ui/words.ts';
import { titleOf } from './kinds.ts';
import { UploadForm } from './upload-form.tsx';

interface Listed {
  readonly version?: string;
  readonly sets: readonly DataSet[];
}

/** Dictionaries, records, documents and pictures that policies look for: of the set in force, and on top of it. */
export function Data() {
  const [version, setVersion] = useState<string>();
  const load = useLoad<Listed>(`/policy-data${version === undefined ? '' : `?version=${version}`}`);
  const [adding, setAdding] = useState<DataSet | 'new'>();
  const [failure, setFailure] = useState<string>();
  const from = load.state === 'loaded' ? load.value.version : undefined;
  const remove = ({ kind, name }: DataSet): void => {
    setFailure(undefined);
    post<{ readonly version: string }>('/policy-data/remove', { ...(from !== undefined && { from }), kind, name }).then(
      (made) => setVersion(made.version),
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <p class="small">
            <a href="/console/policies">Policies</a>
          </p>
          <h1>Data of policies</h1>
          <p class="muted">What they look for beside patterns. Records and documents are kept as hashes alone.</p>
        </div>
        {hasRole('policy-editor') && (
          <button type="button" class="button button-primary" onClick={() => setAdding('new')}>
            Add data
          </button>
        )}
      </header>
      {version !== undefined && (
        <p class="notice notice-warning" role="status">
          What you see is version <span class="mono">{short(version)}</span>, which is not in force.{' '}
          <a href={`/console/policies/versions/${version}`}>Simulate it and ask for its activation</a>
        </p>
      )}
      <Failure message={failure} />
      <section class="card card-flush" aria-labelledby="data">
        <h2 id="data">{version === undefined ? 'In force' : `In ${short(version)}`}</h2>
        <Loaded load={load}>
          {({ sets }) =>
            sets.length === 0 ? (
              <Empty title="No data yet">
                <p>Add a dictionary, a table of records, or a confidential document.</p>
              </Empty>
            ) : (
              <Table sets={sets} onReplace={setAdding} onRemove={remove} />
            )
          }
        </Loaded>
      </section>
      {adding !== undefined && (
        <UploadForm
          from={from}
          replaces={adding === 'new' ? undefined : adding}
          onDone={setVersion}
          onClose={() => setAdding(undefined)}
        />
      )}
    </div>
  );
}

interface TableProps {
  readonly sets: readonly DataSet[];
  readonly onReplace: (set: DataSet) => void;
  readonly onRemove: (set: DataSet) => void;
}

function Table({ sets, onReplace, onRemove }: TableProps) {
  return (
    <ScrollX label="Data by name">
      <table>
        <TableHead columns={['Name', 'Looked for by', 'Size', 'Last refresh']} act="Replace or delete" />
        <tbody>
          {sets.map((set) => (
            <tr key={`${set.kind}/${set.name}`}>
              <th scope="row">
                {set.name}
                <div class="muted small">{titleOf(set.kind)}</div>
              </th>
              <td>
                {set.usedBy.length === 0 ? <span class="badge badge-warning">no policy</span> : set.usedBy.join(', ')}
              </td>
              <td>
                {sizeOf(set.bytes)}
                {set.entries !== undefined && (
                  <div class="muted small">
                    {set.entries.toLocaleString()} {set.kind === 'pictures' ? 'pictures' : 'terms'}
                  </div>
                )}
              </td>
              <td>
                {dateOf(set.refreshedAt)}
                <div class="muted small">{set.owner === 'operator' ? 'operator' : personOf(set.owner)}</div>
              </td>
              <td>
                {hasRole('policy-editor') && (
                  <span class="row">
                    <button type="button" class="button button-small" onClick={() => onReplace(set)}>
                      Replace<span class="visually-hidden"> {set.name}</span>
                    </button>
                    <button type="button" class="button button-danger button-small" onClick={() => onRemove(set)}>
                      Delete<span class="visually-hidden"> {set.name}</span>
                    </button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

const units = ['bytes', 'kB', 'MB'] as const;

function sizeOf(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return `${(bytes / 1000 ** step).toLocaleString(undefined, { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`;
}
