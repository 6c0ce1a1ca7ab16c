/** Work in short pieces, between which whoever has it done may give others their turn. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Does it all in one go. */
export function toEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
