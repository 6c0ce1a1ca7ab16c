/** The public surface of the decision: what federation and server may import. */

export { admit, type DocumentKind, inspectDocument } from './egress/index.ts';
export {
  belies,
  describeUnreadable,
  type FileContent,
  type FileKind,
  type FileLookup,
  type FilePart,
  type KnownFile,
  kindOfMediaType,
  type UnreadableCause,
} from './files/index.ts';
export {
  askingPolicies,
  createGate,
  type Gate,
  type GateOutcome,
  type Judgement,
  Release,
  type SealedRelease,
} from './gate/index.ts';
export { maskDocument, maskText } from './masked.ts';
export type { Field, FieldKind } from './model/field.ts';
export type { Finding } from './model/finding.ts';
export { guidanceFor } from './model/guidance.ts';
export type { Json, JsonObject } from './model/json.ts';
export { type Confirmation, type Outcome, outcomes, type Reason, type Verdict } from './model/verdict.ts';
export type { Crossing, OutsideZone, Zone } from './model/zone.ts';
export {
  type CompiledPolicySet,
  type CompileOptions,
  type Completion,
  compilePolicySet,
  compilePolicySetInSteps,
  completionsAt,
  type Earlier,
  type ExceptionSummary,
  type ExtractedText,
  type ExtractText,
  type PolicyFiles,
  type PolicyMode,
  type PolicySet,
  type PolicySummary,
  type Problem,
  schemas,
} from './rules/index.ts';
export { type BadLine, detectLine, type ScannedFinding, scanLine } from './scan.ts';
export { detectFile, scanFile, scanTextWithFile } from './scan-file.ts';
