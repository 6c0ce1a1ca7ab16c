import { useState } from 'preact/hooks';

/** As many as one looks at before one decides on them. */
const most = 50;

interface Marks {
  readonly marked: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
}

/** Which held posts are selected, to be decided on together. */
export function useMarks(): Marks {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setMarked((before) => {
      if (before.has(id)) return new Set([...before].filter((one) => one !== id));
      return before.size < most ? new Set([...before, id]) : before;
    });
  return { marked, toggle, clear: () => setMarked(new Set()) };
}
