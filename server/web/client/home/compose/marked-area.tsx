import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Mark } from '../../../../mastodon/checking.ts';
import type { Account } from '../api/entities.ts';
import { NameList } from './name-list.tsx';
import { type TypedName, typedNameAt, useNames } from './use-names.ts';

interface Area {
  readonly id: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly describedBy: string;
  readonly onText: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: () => void;
}

const strict = new Set(['block', 'hold']);

/** A text field behind which the same text stands with its findings marked; it grows with what is in it, and knows names. */
export function MarkedArea({ id, area, text, marks, describedBy, onText, onFiles, onSend }: Area) {
  const [name, setName] = useState<TypedName>();
  const [at, setAt] = useState(0);
  const people = useNames(name);
  const look = (field: HTMLTextAreaElement): void => {
    setName(field.selectionStart === field.selectionEnd ? typedNameAt(field.value, field.selectionStart) : undefined);
    setAt(0);
  };
  const pick = ({ acct }: Account): void => {
    if (!name) return;
    onText(`${text.slice(0, name.start)}@${acct} ${text.slice(name.end)}`);
    setName(undefined);
    const caret = name.start + acct.length + 2;
    requestAnimationFrame(() => area.current?.setSelectionRange(caret, caret));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return onSend();
    const chosen = people[at];
    if (!chosen) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setAt((at + people.length - 1) % people.length);
    else if (event.key === 'Escape') setName(undefined);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen);
    else return;
    event.preventDefault();
  };
  const open = people.length > 0;
  return (
    <div class="marked">
      <div class="marked-back" aria-hidden="true">
        {parts(text, marks)}
        {/* A last line that is empty has its height, too. */}
        {'\u200b'}
      </div>
      <textarea
        id={id}
        ref={area}
        value={text}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-controls={open ? `${id}-names` : undefined}
        aria-activedescendant={open ? `${id}-names-${at}` : undefined}
        rows={2}
        onInput={(event) => {
          onText(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setName(undefined)}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0) return;
          event.preventDefault();
          onFiles(files);
        }}
        onKeyDown={press}
      />
      <NameList id={`${id}-names`} people={people} at={at} onPick={pick} />
    </div>
  );
}

function parts(text: string, marks: readonly Mark[]) {
  const sorted = marks.filter(({ field }) => field === 'status').sort((a, b) => a.start - b.start);
  const shown = [];
  let at = 0;
  for (const { start, end, outcome } of sorted) {
    if (end <= at) continue;
    const first = Math.max(start, at);
    shown.push(
      text.slice(at, first),
      <mark key={first} class={strict.has(outcome) ? 'strict' : ''}>
        {text.slice(first, end)}
      </mark>,
    );
    at = end;
  }
  return [...shown, text.slice(at)];
}
