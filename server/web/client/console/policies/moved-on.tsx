import { useLocation } from 'preact-iso';
import type { PolicySetRecord } from '../../../../../federation/ports/index.ts';
import { useLoad } from '../../api/use-load.ts';
import { short } from '../../ui/words.ts';
import { type Changes, keepChanges } from './draft.ts';
import { usePolicySets } from './sets.ts';

/** Says that another set is in force than the one that is edited, and brings the changes over to it. */
export function MovedOn({ base, changes }: { readonly base: PolicySetRecord; readonly changes: Changes }) {
  const sets = usePolicySets();
  const active = sets.state === 'loaded' ? sets.value.activations[0]?.version : undefined;
  return active === undefined || active === base.version ? null : (
    <Bring base={base} changes={changes} active={active} />
  );
}

function Bring({
  base,
  changes,
  active,
}: {
  readonly base: PolicySetRecord;
  readonly changes: Changes;
  readonly active: string;
}) {
  const { route } = useLocation();
  const load = useLoad<PolicySetRecord>(`/policy-sets/${active}`);
  if (load.state !== 'loaded') return null;
  const both = Object.keys(changes).filter((file) => load.value.files[file] !== base.files[file]);
  const bring = (): void => {
    keepChanges(active, changes);
    route(`/console/policies/edit/${active}`);
  };
  return (
    <div class="notice notice-warning row row-between">
      <div>
        Another set is in force by now: <span class="mono">{short(active)}</span>. A version made from here would undo
        what it changed.
        {both.length > 0 && (
          <div>
            You both changed <strong>{both.join(', ')}</strong>: yours is kept, and the comparison with the set in force
            shows what differs.
          </div>
        )}
      </div>
      <button type="button" class="button" onClick={bring}>
        {Object.keys(changes).length === 0 ? 'Edit the set in force' : 'Bring my changes over'}
      </button>
    </div>
  );
}
