/** What people who report say that it is about, and moderators correct. */
export const reportCategories = ['spam', 'legal', 'violation', 'other'] as const;
export type ReportCategory = (typeof reportCategories)[number];

/** What somebody reports to this server's moderators (ActivityStreams `Flag`). */
export interface Report {
  readonly id: string;
  /** Id of the Flag; the same one again is the same report. */
  readonly activity: string;
  /** Actor IRI of whoever reports. Other servers send theirs as one actor for all of their people. */
  readonly by: string;
  /** Actor IRIs of the local accounts that it is about. */
  readonly about: readonly string[];
  /** IRIs of the posts that it names. */
  readonly items: readonly string[];
  /** What kind of thing it is about; `other` where it is left out. */
  readonly category?: ReportCategory;
  /** Plain text, in the words of whoever reports; empty where there are none. */
  readonly comment: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Actor IRI of the moderator who took it on. */
  readonly assignedTo?: string;
  /** Who dealt with it, when, and what was done about what it names; absent while it is open. */
  readonly resolved?: { readonly by: string; readonly at: number; readonly act?: string };
}

export interface Reports {
  byId(id: string): Promise<Report | undefined>;
  /** Oldest first, strictly after the report of that id where one is given. */
  page(query: { readonly open: boolean; readonly after?: string; readonly limit: number }): Promise<Report[]>;
}
