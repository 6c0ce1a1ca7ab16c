/** What a detector saw. Never holds the matched text. */
export interface Finding {
  /** Kebab-case entity name (DESIGN.md §5): `payment-card`, `iban`, `term`, `pattern`, `detector-failed`, … */
  readonly entity: string;
  /** Narrower kind where there is one: `us-ssn`, `aws-access-key`, the dictionary's or pattern's name, … */
  readonly scheme?: string;
  /** ISO 3166-1 alpha-2 code where the entity has one. */
  readonly country?: string;
  /** JSON pointer of the field; `/text` for a bare text; `attachment[0].ocr` and the like inside a file. */
  readonly field: string;
  /** UTF-16 code units into the field's value as it stands in the body, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 100; bands: low from 65, medium from 75, high from 85. */
  readonly confidence: number;
}
