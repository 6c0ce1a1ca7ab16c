import { LinkifyIt } from 'linkify-it';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import type { Detector } from './detector.ts';

/** Addresses alone: one inside a URL must not vanish in the link. */
const finder = new LinkifyIt({ fuzzyLink: false });
for (const schema of ['http:', 'https:', 'ftp:', '//']) finder.add(schema, null);

/** Ends of file names that stand where a top-level domain would: `logo@2x.png`. */
const fileName = /\.(?:avif|css|gif|html?|jpe?g|js|json|md|mp[34]|pdf|png|py|svg|ts|txt|webp)$/i;

/** E-mail addresses (RFC 5322 as people write them), fediverse handles left out. */
export const email: Detector = {
  name: 'email',
  entities: ['email'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.hasAt ? find(reading) : [])),
};

function find({ folded }: Reading): Match[] {
  const matches: Match[] = [];
  for (const { schema, index, lastIndex, raw } of finder.match(folded.text) ?? []) {
    if (schema !== 'mailto:') continue;
    const start = /^mailto:/i.test(raw) ? index + 'mailto:'.length : index;
    const confidence = judge(folded.text, start, lastIndex);
    if (confidence > 0) matches.push({ entity: 'email', ...folded.span(start, lastIndex), confidence });
  }
  return matches;
}

function judge(text: string, start: number, end: number): number {
  const address = text.slice(start, end);
  if (text.charAt(start - 1) === '@' || fileName.test(address)) return 0;
  // The remote of a repository is no mailbox: `git@github.com:owner/name`.
  return /^git@/i.test(address) && text.charAt(end) === ':' ? 0 : 95;
}
