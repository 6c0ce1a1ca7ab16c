export { type CompileOptions, compilePolicySet, compilePolicySetInSteps } from './compile.ts';
export { type Completion, completionsAt, schemas } from './completion.ts';
export type { ExceptionSummary } from './exception-summary.ts';
export type { ExtractedText, ExtractText, PolicyFiles } from './files.ts';
export type { CompiledPolicySet, Earlier, PolicyMode, PolicySet, PolicySummary } from './policy-set.ts';
export type { Problem } from './problem.ts';
export { allOf, bareText, detect } from './set.ts';
