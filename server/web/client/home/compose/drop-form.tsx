import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../texts/say.ts';

/** A form that files can be dropped on. */
export function DropForm({
  form,
  onSubmit,
  onFiles,
  children,
}: {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSubmit: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}) {
  const [over, setOver] = useState(false);
  return (
    <form
      ref={form}
      class={over ? 'composer composer-over' : 'composer'}
      data-composer
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {over && <p class="muted small">{say('drop-here')}</p>}
      {children}
    </form>
  );
}
