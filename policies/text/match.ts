/** What a detector or matcher found in one field. Never holds the matched text. */
export interface Match {
  /** Kebab-case entity name (DESIGN.md §5): `payment-card`, `term`, `pattern`, … */
  readonly entity: string;
  /** Narrower kind: `us-ssn`, `aws-access-key`, the dictionary's name, the pattern's id, … */
  readonly scheme?: string;
  /** ISO 3166-1 alpha-2 code where the entity has one. */
  readonly country?: string;
  /** UTF-16 code units of the field's value as it stands in the body, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 100; bands: low from 65, medium from 75, high from 85. */
  readonly confidence: number;
}
