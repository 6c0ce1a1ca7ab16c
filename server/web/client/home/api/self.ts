import { boot } from '../../api/boot.ts';
import type { Language } from '../texts/say.ts';
import type { Visibility } from './entities.ts';

/** What an employee is told of a partner zone before they post to it. */
export interface PartnerZoneWords {
  readonly name: string;
  readonly domains: readonly string[];
  /** How many people on other servers. */
  readonly guests: number;
}

/** What the app starts with beyond what every page does. */
interface HomeBoot {
  readonly account: { readonly id: string };
  readonly language: Language;
  /** Who sees new posts where nothing else is chosen. */
  readonly visibility: Visibility;
  /** Partner zones, by name. */
  readonly zones: readonly PartnerZoneWords[];
  readonly mediaTypes: readonly string[];
  /** Whether there is anything in the console for its reader. */
  readonly hasConsole: boolean;
  /** Accounts of the organisation in whose name its reader may post. */
  readonly speaksAs: readonly { readonly name: string; readonly display: string }[];
  /** What its reader wrote and wants to write anew, of the tip that led here. */
  readonly again?: {
    readonly tip: string;
    readonly text: string;
    readonly warning?: string;
    readonly replyTo?: string;
  };
}

export const self = boot as typeof boot & HomeBoot;

/** Whether a post or an account is of this server. */
export function isOurs({ uri }: { readonly uri: string }): boolean {
  return uri.startsWith(`${self.origin}/`);
}
