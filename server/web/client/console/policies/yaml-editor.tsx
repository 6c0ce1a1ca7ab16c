import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'preact/hooks';
import { completePolicy } from './completing.ts';
import type { Noted } from './draft.ts';

interface YamlEditorProps {
  /** Name of the file; another one is another text. */
  readonly file: string;
  readonly text: string;
  readonly problems: readonly Noted[];
  readonly onChange: (text: string) => void;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--info)' },
  { tag: tags.comment, color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.labelName], color: 'var(--warning)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', background: 'var(--surface)', color: 'var(--text)', fontSize: '0.875rem' },
  '&.cm-focused, &:focus-within': { outline: '3px solid var(--accent)', outlineOffset: '-3px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.65', overflow: 'auto' },
  '.cm-gutters': { background: 'var(--surface-sunken)', color: 'var(--text-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'color-mix(in srgb, var(--surface-hover) 60%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-tooltip': { background: 'var(--surface-raised)', border: '1px solid var(--line-strong)', color: 'var(--text)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--accent)', color: 'var(--on-accent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--accent-soft) !important' },
  '.cm-diagnostic': { fontFamily: 'var(--font)', padding: '0.4rem 0.75rem' },
});

/**
 * A YAML editor. It stands in a shadow root, where CodeMirror takes constructed style sheets: the page's policy lets no
 * other style in.
 */
export function YamlEditor({ file, text, problems, onChange }: YamlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    if (!place.current) return undefined;
    const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: 'open' });
    view.current = new EditorView({ root, parent: root, state: stateOf(file, text, (now) => changed.current(now)) });
    return () => view.current?.destroy();
  }, [file]);
  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const diagnostics = problems.map((problem) => diagnosticOf(problem, current.state.doc));
    current.dispatch(setDiagnostics(current.state, diagnostics));
  }, [problems]);
  return <div ref={place} class="yaml-editor" />;
}

function stateOf(file: string, doc: string, changed: (text: string) => void): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      closeBrackets(),
      ...(file.endsWith('.txt') ? [] : [yaml(), autocompletion({ override: [completePolicy] })]),
      syntaxHighlighting(colours),
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': `Text of ${file}` }),
      // Tab leaves the editor, as everywhere else (WCAG 2.1.2).
      keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ],
  });
}

function diagnosticOf({ line, column, message, hint, severity }: Noted, doc: Text): Diagnostic {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + column - 1, at.to);
  return { from, to: at.to, severity, message: hint === undefined ? message : `${message}: ${hint}` };
}
