import { type Checking, notesOf } from './draft.ts';

/** Everything that keeps the files from coming in force, and what may be meant otherwise. */
export function Problems({
  checking,
  onOpen,
}: {
  readonly checking: Checking;
  readonly onOpen: (file: string) => void;
}) {
  const { failure } = checking;
  const notes = notesOf(checking);
  if (failure !== undefined) return <p class="notice notice-danger">{failure}</p>;
  if (notes.length === 0) return <p class="notice notice-success">Nothing is wrong.</p>;
  return (
    <ul class="reasons">
      {notes.map((one) => (
        <li key={`${one.file}:${one.line}:${one.message}`}>
          <span class={`badge badge-${one.severity === 'error' ? 'danger' : 'warning'}`}>
            {one.severity === 'error' ? 'problem' : 'warning'}
          </span>{' '}
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
