import type { AudienceName } from '../../../../mastodon/audience-names.ts';

/** What the Mastodon API answers with, as far as the app reads it. */

export interface Account {
  readonly id: string;
  readonly acct: string;
  readonly display_name: string;
  /** HTML. */
  readonly note: string;
  readonly url: string;
  readonly uri: string;
  readonly avatar: string;
  readonly locked: boolean;
  readonly bot: boolean;
  readonly group: boolean;
  readonly followers_count: number;
  readonly following_count: number;
  readonly statuses_count: number;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

export type { AudienceName };

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct';

export interface Attachment {
  readonly id: string;
  readonly type: 'image' | 'video' | 'audio' | 'unknown';
  readonly url: string | null;
  readonly preview_url: string | null;
  readonly remote_url: string | null;
  readonly description: string | null;
  readonly meta?: { readonly original?: { readonly width?: number; readonly height?: number } };
}

export interface Poll {
  readonly id: string;
  readonly expires_at: string | null;
  readonly expired: boolean;
  readonly multiple: boolean;
  readonly votes_count: number;
  readonly options: readonly { readonly title: string; readonly votes_count: number }[];
  readonly voted: boolean;
  readonly own_votes: readonly number[];
}

export interface Status {
  readonly id: string;
  readonly uri: string;
  readonly url: string;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly account: Account;
  /** HTML. */
  readonly content: string;
  readonly visibility: Visibility;
  /** Who it is for, in the words that a new post takes; `followers` of an outsider's are theirs. */
  readonly portico: { readonly visibility: AudienceName };
  readonly sensitive: boolean;
  readonly spoiler_text: string;
  /** BCP 47. */
  readonly language: string | null;
  readonly in_reply_to_id: string | null;
  readonly media_attachments: readonly Attachment[];
  readonly mentions: readonly { readonly acct: string; readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly url: string }[];
  readonly replies_count: number;
  readonly reblogs_count: number;
  readonly favourites_count: number;
  readonly favourited: boolean;
  readonly reblogged: boolean;
  readonly bookmarked: boolean;
  readonly pinned: boolean;
  readonly reblog: Status | null;
  readonly poll: Poll | null;
  readonly quote_approval?: { readonly current_user?: string };
  readonly emojis: readonly Emoji[];
  readonly filtered?: readonly { readonly filter: { readonly title: string; readonly filter_action: string } }[];
  readonly quote?: { readonly state: string; readonly quoted_status?: Status | null } | null;
}

export interface Emoji {
  readonly shortcode: string;
  readonly url: string;
}

export interface Announcement {
  readonly id: string;
  /** HTML. */
  readonly content: string;
}

export interface Relationship {
  readonly id: string;
  readonly following: boolean;
  readonly followed_by: boolean;
  readonly blocking: boolean;
  readonly muting: boolean;
  readonly requested: boolean;
}

export interface NotificationGroup {
  readonly group_key: string;
  readonly type: string;
  readonly notifications_count: number;
  readonly most_recent_notification_id: string;
  readonly latest_page_notification_at: string;
  readonly sample_account_ids: readonly string[];
  readonly status_id?: string;
}

export interface NotificationPage {
  readonly accounts: readonly Account[];
  readonly statuses: readonly Status[];
  readonly notification_groups: readonly NotificationGroup[];
}

export interface Conversation {
  readonly id: string;
  readonly unread: boolean;
  readonly accounts: readonly Account[];
  readonly last_status: Status;
}

export interface List {
  readonly id: string;
  readonly title: string;
}

export interface Found {
  readonly accounts: readonly Account[];
  readonly statuses: readonly Status[];
  readonly hashtags: readonly { readonly name: string }[];
}
