import { boot } from '../../api/boot.ts';
import type { Language } from '../texts/say.ts';
import type { Visibility } from './entities.ts';

/** What the app starts with beyond what every page does. */
interface HomeBoot {
  readonly account: { readonly id: string };
  readonly language: Language;
  /** Who sees new posts where nothing else is chosen. */
  readonly visibility: Visibility;
  readonly mediaTypes: readonly string[];
  /** Whether there is anything in the console for its reader. */
  readonly hasConsole: boolean;
  /** Accounts of the organisation in whose name its reader may post. */
  readonly speaksAs: readonly { readonly name: string; readonly display: string }[];
}

export const self = boot as typeof boot & HomeBoot;

/** Whether a post or an account is of this server. */
export function isOurs({ uri }: { readonly uri: string }): boolean {
  return uri.startsWith(`${self.origin}/`);
}
