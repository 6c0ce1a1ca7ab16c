import { createElement } from 'preact';
import { useState } from 'preact/hooks';
import type { Attachment } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { say } from '../texts/say.ts';

/** The files of a post. Those of other servers are links: looking at a post tells nobody outside that it was looked at. */
export function Media({ files, hidden }: { readonly files: readonly Attachment[]; readonly hidden: boolean }) {
  const [shown, setShown] = useState(!hidden);
  if (files.length === 0) return null;
  if (!shown) {
    return (
      <button type="button" class="button media-cover" onClick={() => setShown(true)}>
        {say('sensitive')}: {say('show-more')}
      </button>
    );
  }
  return (
    <div class={`media media-${Math.min(files.length, 4)}`}>
      {files.map((file) => (
        <File key={file.id} file={file} />
      ))}
    </div>
  );
}

function File({ file }: { readonly file: Attachment }) {
  const { type, url, preview_url: preview, description, meta } = file;
  if (url === null || !url.startsWith(`${self.origin}/`)) return <Outside file={file} />;
  const { width, height } = meta?.original ?? {};
  if (type !== 'image') return <Recording file={file} />;
  return (
    <figure>
      <a href={url} target="_blank" rel="noopener">
        <img
          src={preview ?? url}
          alt={description ?? say('no-description')}
          width={width}
          height={height}
          loading="lazy"
        />
      </a>
      {description !== null && (
        <details class="alt">
          <summary>ALT</summary>
          <p>{description}</p>
        </details>
      )}
    </figure>
  );
}

function Outside({ file: { url, remote_url: remote, description } }: { readonly file: Attachment }) {
  const address = remote ?? url ?? '';
  const host = URL.parse(address)?.host ?? '';
  return (
    <p class="media-outside">
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {say('media-outside', { host })}
      </a>
      {description !== null && <span class="muted small">{description}</span>}
    </p>
  );
}

/** What was uploaded has no captions of its own; what is to be heard or seen stands below it. */
function Recording({ file: { type, url, description } }: { readonly file: Attachment }) {
  const played = {
    controls: true,
    preload: 'none',
    src: url ?? '',
    'aria-label': description ?? say(type === 'audio' ? 'audio' : 'video'),
  } as const;
  return (
    <figure>
      {createElement(type === 'audio' ? 'audio' : 'video', played)}
      {description !== null && <figcaption class="small">{description}</figcaption>}
    </figure>
  );
}
