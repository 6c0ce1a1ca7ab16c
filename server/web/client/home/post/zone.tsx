import type { Status } from '../api/entities.ts';
import { isOurs, self } from '../api/self.ts';
import { audienceTitle } from '../texts/audiences.ts';
import { say } from '../texts/say.ts';

/** Whether a post waits for review: its author sees a stand-in under the id of the activity. */
export function isHeld({ uri, visibility }: Pick<Status, 'uri' | 'visibility'>): boolean {
  return visibility === 'direct' && uri.startsWith(`${self.origin}/activities/`);
}

const note = /<p><(em|small)>(?:\u23f8|\ud83c\udfe2) [^<]*<\/\1><\/p>$/;

/** What stands in for a quote where it is not shown. */
const quoteLine = /<p class="quote-inline">.*?<\/p>/;

/** The content without the lines that other clients get with it: there, nothing else says who it is for, or what it quotes. */
export function contentOf(status: Status): string {
  const noted = isHeld(status) || (status.visibility === 'private' && isOurs(status));
  const content = status.quote ? status.content.replace(quoteLine, '') : status.content;
  return noted ? content.replace(note, '') : content;
}

/** Who sees a post, in words. */
export function Zone({ status }: { readonly status: Status }) {
  if (isHeld(status)) return <span class="badge badge-warning">{say('zone-held')}</span>;
  const audience = status.portico.visibility;
  const theirs = audience === 'followers' && !isOurs(status);
  const tone = tones[audience as keyof typeof tones] ?? 'info';
  return <span class={`badge badge-${tone}`}>{theirs ? say('zone-their-followers') : audienceTitle(audience)}</span>;
}

const tones = { private: 'success', direct: 'accent' } as const;
