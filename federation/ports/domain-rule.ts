/** What this server does and does not do with another one, and with every host below its name. */
export interface DomainRule {
  /** Lower case, without a port: `example.org` holds for `social.example.org` too, unless that one has a rule of its own. */
  readonly domain: string;
  /** In the mode `allowlist`, this is one of the servers that are spoken with. */
  readonly allowed: boolean;
  /** What comes from there is refused. */
  readonly dropIncoming: boolean;
  /** Nothing is delivered there. */
  readonly dropOutgoing: boolean;
  /** A signed fetch from there gets what a thing that is not there gets; what is public stays so for who does not say. */
  readonly refuseTheirFetches: boolean;
  /** Nothing is fetched from there. */
  readonly refuseOurFetches: boolean;
  /** Closes all four ways, hides what is here from there, and ends the follows between its people and ours. */
  readonly suspend?: boolean;
  /** Its people stay out of public timelines, and out of the notifications of those who do not follow them. */
  readonly silence?: boolean;
  /** Pictures, videos and other files of its people are left out of what comes in. */
  readonly rejectMedia?: boolean;
  /** What its people report is dropped. */
  readonly rejectReports?: boolean;
  /** In the words of whoever set it. */
  readonly reason: string;
  /** What whoever shares the list may be told. */
  readonly publicComment?: string;
  /** Whoever shares the list shows the name in part only. */
  readonly obfuscate?: boolean;
  /** Id of the subscription that made the rule and may take it away again; absent where a person made it. */
  readonly subscription?: string;
  /** From then on the rule says nothing; milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface DomainRules {
  /** By domain. */
  all(): Promise<DomainRule[]>;
}
