import type { Checking } from './draft.ts';

/** Everything that keeps the files from coming in force, and what may be meant otherwise. */
export function Problems({
  checking,
  onOpen,
}: {
  readonly checking: Checking;
  readonly onOpen: (file: string) => void;
}) {
  const { problems, warnings, failure } = checking;
  if (failure !== undefined) return <p class="notice notice-danger">{failure}</p>;
  if (problems.length + warnings.length === 0) return <p class="notice notice-success">Nothing is wrong.</p>;
  return (
    <ul class="reasons">
      {[...problems.map((p) => ({ ...p, bad: true })), ...warnings.map((p) => ({ ...p, bad: false }))].map((one) => (
        <li key={`${one.file}:${one.line}:${one.message}`}>
          <span class={`badge badge-${one.bad ? 'danger' : 'warning'}`}>{one.bad ? 'problem' : 'warning'}</span>{' '}
          <button type="button" class="link mono" onClick={() => onOpen(one.file)}>
            {one.file}:{one.line}
          </button>
          <div>{one.message}</div>
          {one.hint !== undefined && <div class="muted">{one.hint}</div>}
        </li>
      ))}
    </ul>
  );
}
