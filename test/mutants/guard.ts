/** The guards of one file, and the tests that should notice when one is gone. */
export interface Guards {
  readonly file: string;
  readonly tests: readonly string[];
  /** What the guard does, its exact text, which stands there once, and what is put in its place. */
  readonly guards: readonly (readonly [name: string, text: string, replacement: string])[];
}
