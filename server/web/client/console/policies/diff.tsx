import type { FileDifference } from '../../../../policy-sets/versions.ts';

const kinds: Readonly<Record<FileDifference['kind'], string>> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
};

/** What differs between two versions, file by file. */
export function Diff({ files }: { readonly files: readonly FileDifference[] }) {
  return (
    <div class="stack diffs">
      {files.map(({ file, kind, lines }) => (
        <section key={file} aria-label={`Changes to ${file}`}>
          <h3 class="row">
            <span class="mono">{file}</span> <span class={`badge badge-${kinds[kind]}`}>{kind}</span>
          </h3>
          {lines.length === 0 ? (
            <p class="muted small">It rests as hashes: there is nothing to show.</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
            <pre class="diff" tabIndex={0}>
              {lines.map((line, index) => (
                <span key={`${index} ${line}`} class={toneOf(line)}>
                  {line}
                </span>
              ))}
            </pre>
          )}
        </section>
      ))}
    </div>
  );
}

function toneOf(line: string): string | undefined {
  return line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : line.startsWith('@') ? 'muted' : undefined;
}
