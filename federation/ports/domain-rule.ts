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
  /** In the words of whoever set it. */
  readonly reason: string;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface DomainRules {
  /** By domain. */
  all(): Promise<DomainRule[]>;
}
