import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/ask.ts';
import type { Announcement } from '../api/entities.ts';
import { Content } from '../post/content.tsx';
import { say } from '../texts/say.ts';

const path = '/api/v1/announcements';

/** What the organisation has to say to everybody, until they have read it. The page is whole without it. */
export function Announcements() {
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>([]);
  useEffect(() => {
    ask<Announcement[]>('GET', path).then(setAnnouncements, () => undefined);
  }, []);
  const dismiss = (id: string): void => {
    setAnnouncements((before) => before.filter((one) => one.id !== id));
    ask('POST', `${path}/${id}/dismiss`).catch(() => undefined);
  };
  return (
    <>
      {announcements.map(({ id, content }) => (
        <section key={id} class="notice row row-between" aria-label={say('announcement')}>
          <div class="grow">
            <Content html={content} />
          </div>
          <button type="button" class="button button-small" onClick={() => dismiss(id)}>
            {say('dismiss')}
          </button>
        </section>
      ))}
    </>
  );
}
