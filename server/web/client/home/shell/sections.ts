import { self } from '../api/self.ts';
import type { TextName } from '../texts/say.ts';
import type { IconName } from './icons.tsx';

export interface Section {
  readonly name: TextName & IconName;
  readonly path: string;
  /** Goes there after `g`. */
  readonly key: string;
}

export const sections: readonly Section[] = [
  { name: 'home', path: '/home', key: 'h' },
  { name: 'notifications', path: '/home/notifications', key: 'n' },
  { name: 'search', path: '/home/search', key: 's' },
  { name: 'lists', path: '/home/lists', key: 'l' },
  { name: 'messages', path: '/home/messages', key: 'd' },
  { name: 'bookmarks', path: '/home/bookmarks', key: 'b' },
  { name: 'profile', path: `/home/people/${self.account.name}`, key: 'p' },
  { name: 'settings', path: '/home/settings', key: 't' },
];
