import { useId, useState } from 'preact/hooks';
import type { AuditForm } from '../../../../ledger/audit-file.ts';
import type { EntryKind } from '../../../../ledger/entry.ts';
import type { Found } from '../../../../ledger/search.ts';
import { post } from '../../api/call.ts';
import { useLoad, wordsOf } from '../../api/use-load.ts';
import { Empty, Failure, Loaded } from '../../ui/states.tsx';
import { save } from '../save.ts';
import { Entry } from './entry.tsx';
import { type Asked, askedOf, queryOf } from './filter.ts';

interface FindProps {
  /** Entries that the latest checkpoint covers. */
  readonly covered: number;
  readonly ledgerKey: string;
}

/** Finds entries by what they speak of, whom they name and when, and hands them out as a file. */
export function Find({ covered, ledgerKey }: FindProps) {
  const [asked, setAsked] = useState<Asked>();
  const [before, setBefore] = useState<number>();
  const load = useLoad<Found>(
    asked && `/ledger/search?${queryOf({ ...asked, ...(before !== undefined && { before }) })}`,
  );
  const search = (next: Asked): void => {
    setBefore(undefined);
    setAsked(next);
  };
  return (
    <section class="card card-flush" aria-labelledby="find">
      <h2 id="find">Find entries</h2>
      <Filter onSearch={search} />
      {asked && (
        <Loaded load={load}>
          {({ entries, next }) => (
            <>
              <p class="card-foot muted small" role="status">
                {entries.length} found{next !== undefined && ' so far'}
              </p>
              {entries.length === 0 && <Empty title="Nothing found" />}
              <ol class="entries">
                {entries.map(({ index, entry }) => (
                  <Entry key={index} index={index} entry={entry} provable={index < covered} ledgerKey={ledgerKey} />
                ))}
              </ol>
              <div class="row card-foot">
                {next !== undefined && (
                  <button type="button" class="button" onClick={() => setBefore(next)}>
                    Look further back
                  </button>
                )}
              </div>
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}

function Filter({ onSearch }: { readonly onSearch: (asked: Asked) => void }) {
  const [told, setTold] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTold(undefined);
    setFailure(undefined);
    const asked = askedOf(new FormData(event.currentTarget as HTMLFormElement));
    const form = event.submitter?.dataset['form'] as AuditForm | undefined;
    if (form === undefined) return onSearch(asked);
    return take(asked, form);
  };
  const take = (asked: Asked, form: AuditForm): void => {
    post<Exported>('/ledger/export', { ...asked, form }).then(
      ({ file, count, complete }) => {
        save(`ledger.${form}`, file, form === 'csv' ? 'text/csv' : 'application/json');
        setTold(`${count} entries in the file${complete ? '' : '; there are more: name a shorter time'}.`);
      },
      (error: unknown) => setFailure(wordsOf(error)),
    );
  };
  return (
    <form class="stack entry-body" onSubmit={submit}>
      <Failure message={failure} />
      <div class="row">
        <div class="field">
          <label for={`${id}-kind`}>What they speak of</label>
          <select id={`${id}-kind`} name="kind">
            <option value="">anything</option>
            {Object.entries(kinds).map(([kind, title]) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}-who`}>Whom they name</label>
          <input
            id={`${id}-who`}
            name="who"
            autocapitalize="none"
            spellcheck={false}
            placeholder="user name or address"
          />
        </div>
        <div class="field">
          <label for={`${id}-from`}>From</label>
          <input id={`${id}-from`} name="from" type="date" />
        </div>
        <div class="field">
          <label for={`${id}-to`}>To</label>
          <input id={`${id}-to`} name="to" type="date" />
        </div>
      </div>
      <div class="row">
        <button type="submit" class="button button-primary">
          Find
        </button>
        <button type="submit" class="button" data-form="csv">
          Download as CSV
        </button>
        <button type="submit" class="button" data-form="json">
          Download as JSON
        </button>
      </div>
      <div role="status">{told !== undefined && <p class="notice notice-success">{told} That is on record.</p>}</div>
    </form>
  );
}

interface Exported {
  readonly file: string;
  readonly count: number;
  readonly complete: boolean;
}

const kinds: Readonly<Record<EntryKind, string>> = {
  receipt: 'what left',
  decision: 'decisions on posts',
  review: 'reviews',
  reveal: 'what was revealed',
  export: 'what was exported',
  recall: 'recalls',
  moderation: 'moderation',
  incident: 'incidents',
  'role-change': 'changes to roles',
  'policy-set': 'policy sets saved',
  'policy-request': 'activations asked for',
  'policy-activation': 'activations',
  'policy-change': 'changes to policies',
};
