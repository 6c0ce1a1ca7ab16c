import type { JsonObject } from '../../../../../policies/index.ts';
import { MaskedText } from '../../ui/masked-text.tsx';

/** The post as it would appear. */
export function Words({ document }: { readonly document: JsonObject | undefined }) {
  if (!document) return <p class="notice">It can’t be masked at the moment, so it is not shown. You can reveal it.</p>;
  const object = typeof document['object'] === 'object' ? (document['object'] as JsonObject) : document;
  const texts = ['name', 'summary', 'content'].flatMap((key) => {
    const text = object[key];
    return typeof text === 'string' && text !== '' ? [{ key, text }] : [];
  });
  const files = Array.isArray(object['attachment']) ? object['attachment'].length : 0;
  return (
    <blockquote class="post">
      {texts.map(({ key, text }) => (
        <p key={key} class={key === 'content' ? undefined : 'post-head'}>
          <MaskedText text={text} />
        </p>
      ))}
      {texts.length === 0 && <p class="muted">It has no text.</p>}
      {files > 0 && (
        <p class="muted small">
          {files} {files === 1 ? 'file' : 'files'} attached
        </p>
      )}
    </blockquote>
  );
}
