/** Outsiders who see more than the public: some servers with everyone there, and some people elsewhere. */
export interface PartnerZone {
  /** Lower-case letters, digits and dashes; the zone is `partner:<name>`. */
  readonly name: string;
  /** Hosts, lower case, with a port where it is not the usual one. */
  readonly domains: readonly string[];
  /** Actor IRIs. */
  readonly guests: readonly string[];
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface PartnerZones {
  /** By name. */
  all(): Promise<PartnerZone[]>;
}
