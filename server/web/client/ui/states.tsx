import type { ComponentChildren } from 'preact';
import type { Load } from '../api/use-load.ts';

/** Shows what was loaded, or how far it is, or why it is not there and how to try again. */
export function Loaded<Answer>({
  load,
  children,
}: {
  readonly load: Load<Answer> & { readonly reload: () => void };
  readonly children: (value: Answer) => ComponentChildren;
}) {
  switch (load.state) {
    case 'loading':
      return <Skeleton />;
    case 'failed':
      return (
        <div class="notice notice-danger row row-between" role="alert">
          <span>{load.message}</span>
          <button type="button" class="button button-small" onClick={load.reload}>
            Try again
          </button>
        </div>
      );
    case 'loaded':
      return <>{children(load.value)}</>;
  }
}

export function Skeleton() {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">Loading</span>
      <i />
      <i />
      <i />
    </div>
  );
}

/** `whole` where it is all there is on the page. */
export function Empty({
  title,
  whole,
  children,
}: {
  readonly title: string;
  readonly whole?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

export function Failure({ message }: { readonly message: string | undefined }) {
  return message === undefined ? null : (
    <p class="notice notice-danger" role="alert">
      {message}
    </p>
  );
}
