import type { FieldKind } from '../model/field.ts';
import { type Redaction, redactions } from '../model/verdict.ts';
import { dot, type Replacement, replacementFor } from './replacement.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** Something to be taken out of a value: UTF-16 code units, end exclusive. A finding is one. */
export interface RedactedSpan {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  /** `label` where absent. */
  readonly redaction?: Redaction;
}

/**
 * The value without the spans, each replaced by a label that names what was there, by dots or by nothing.
 *
 * HTML stays balanced: tags inside a span are kept without their attributes, comments and half entities go, and a tag
 * whose attribute is touched loses all of them. A value that is neither text nor HTML loses its meaning with any of
 * its parts and becomes empty.
 */
export function redact(value: string, kind: FieldKind, spans: readonly RedactedSpan[]): string {
  const disjoint = joinOverlapping(value, spans);
  if (disjoint.length === 0) return value;
  if (kind !== 'text' && kind !== 'html') return '';
  const segments: readonly Segment[] =
    kind === 'html' ? segmentsOf(value) : [{ kind: 'text', start: 0, end: value.length }];
  return new Redactor(value, disjoint, segments).write();
}

class Redactor {
  readonly #value: string;
  readonly #spans: readonly RedactedSpan[];
  /** The first span that does not end before the segment at hand. */
  #next = 0;
  readonly #segments: readonly Segment[];
  /** The segment at hand. */
  #at = 0;
  #replaced = -1;
  #replacement: Replacement | undefined;
  #written = '';

  constructor(value: string, spans: readonly RedactedSpan[], segments: readonly Segment[]) {
    this.#value = value;
    this.#spans = spans;
    this.#segments = segments;
  }

  write(): string {
    for (const [index, segment] of this.#segments.entries()) {
      this.#at = index;
      while ((this.#spans[this.#next]?.end ?? Number.POSITIVE_INFINITY) <= segment.start) this.#next++;
      const span = this.#spans[this.#next];
      if (span === undefined || span.start >= segment.end) this.#copy(segment.start, segment.end);
      else if (segment.kind === 'text') this.#cut(segment);
      else this.#replace(segment);
    }
    return this.#written;
  }

  #copy(start: number, end: number): void {
    this.#written += this.#value.slice(start, end);
  }

  /** Writes what of a text lies outside the spans. */
  #cut({ start, end }: Segment): void {
    let at = start;
    for (let index = this.#next; index < this.#spans.length; index++) {
      const span = this.#spans[index];
      if (span === undefined || span.start >= end) break;
      if (span.start > at) this.#copy(at, span.start);
      this.#begin(index);
      this.#piece(this.#value.slice(Math.max(at, span.start), Math.min(end, span.end)));
      at = Math.max(at, span.end);
    }
    if (at < end) this.#copy(at, end);
  }

  /** Writes a label in the place of an entity or comment, or after what is left of a tag. */
  #replace(segment: Segment): void {
    if (segment.kind === 'open' || segment.kind === 'close') this.#written += segment.bare;
    const ends = segment.kind !== 'close' && (this.#spans[this.#next]?.end ?? 0) <= segment.end;
    if (ends || segment.kind === 'entity') this.#begin(this.#next);
    if (segment.kind === 'entity') this.#written += this.#replacement?.piece(anyLetter).replace(anyLetter, dot) ?? '';
  }

  #begin(index: number): void {
    const span = this.#spans[index];
    if (span === undefined || this.#replaced >= index) return;
    this.#replaced = index;
    this.#replacement = replacementFor(span.redaction ?? 'label', span.entity, () => this.#piecesOf(span));
    this.#written += this.#replacement.label;
  }

  #piece(text: string): void {
    this.#written += this.#replacement?.piece(text) ?? '';
  }

  /** The texts of a span as they reach `#piece`. */
  #piecesOf({ start, end }: RedactedSpan): string[] {
    const pieces: string[] = [];
    for (let at = this.#at; at < this.#segments.length; at++) {
      const segment = this.#segments[at];
      if (segment === undefined || segment.start >= end) break;
      if (segment.kind === 'entity') pieces.push(anyLetter);
      if (segment.kind === 'text') {
        pieces.push(this.#value.slice(Math.max(segment.start, start), Math.min(segment.end, end)));
      }
    }
    return pieces;
  }
}

/** Stands for an entity, which is never kept: a part of it could say more than a letter. */
const anyLetter = 'x';

/**
 * Spans by position; those that overlap as one, named after the first and treated as the strictest of them says. A span
 * never halves a surrogate pair.
 */
function joinOverlapping(value: string, spans: readonly RedactedSpan[]): RedactedSpan[] {
  const joined: RedactedSpan[] = [];
  for (const { entity, start, end, redaction = 'label' } of [...spans].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    if (end <= start || end <= 0 || start >= value.length) continue;
    const from = isPair(value, start) ? start - 1 : Math.max(0, start);
    const to = isPair(value, end) ? end + 1 : Math.min(value.length, end);
    const last = joined.at(-1);
    if (last === undefined || from >= last.end) joined.push({ entity, start: from, end: to, redaction });
    else joined[joined.length - 1] = { ...last, end: Math.max(last.end, to), redaction: stricter(last, redaction) };
  }
  return joined;
}

/** Whether the boundary at `offset` lies between the two units of one character. */
function isPair(value: string, offset: number): boolean {
  return offset > 0 && (value.codePointAt(offset - 1) ?? 0) > 0xffff;
}

function stricter({ redaction = 'label' }: RedactedSpan, other: Redaction): Redaction {
  return redactions.indexOf(redaction) < redactions.indexOf(other) ? redaction : other;
}
