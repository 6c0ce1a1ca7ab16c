import type { RefObject } from 'preact';
import type { Mark } from '../../../../mastodon/checking.ts';

interface Area {
  readonly id: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly placeholder: string;
  readonly describedBy: string;
  readonly onText: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: () => void;
}

const strict = new Set(['block', 'hold']);

/** A text field behind which the same text stands with its findings marked; it grows with what is in it. */
export function MarkedArea({ id, area, text, marks, placeholder, describedBy, onText, onFiles, onSend }: Area) {
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
        placeholder={placeholder}
        aria-describedby={describedBy}
        rows={2}
        onInput={(event) => onText(event.currentTarget.value)}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0) return;
          event.preventDefault();
          onFiles(files);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend();
        }}
      />
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
