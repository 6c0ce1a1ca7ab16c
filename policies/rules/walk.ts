import type { ClauseDocument, PolicyDocument } from './document.ts';

/** A clause of a policy with its place in it. */
export interface Placed {
  readonly clause: ClauseDocument;
  /** JSON pointer (RFC 6901) into the policy document. */
  readonly pointer: string;
  /** True for an item of `unless`, false for what lies deeper in it. */
  readonly exception: boolean;
  /** The exceptions that take away from this clause: its own and those of the groups around it. */
  readonly exceptions: readonly ClauseDocument[];
}

/** Every clause of a policy, groups before what they hold, exceptions included. */
export function clausesOf({ match }: PolicyDocument): Placed[] {
  return below({ clause: match, pointer: '/match', exception: false, exceptions: match.unless ?? [] });
}

function below(placed: Placed): Placed[] {
  const { clause, pointer, exceptions } = placed;
  const children = (['any', 'all'] as const).flatMap((key) =>
    (clause[key] ?? []).flatMap((child, index) =>
      below({
        clause: child,
        pointer: `${pointer}/${key}/${index}`,
        exception: false,
        exceptions: [...exceptions, ...(child.unless ?? [])],
      }),
    ),
  );
  const exempting = (clause.unless ?? []).flatMap((child, index) =>
    below({ clause: child, pointer: `${pointer}/unless/${index}`, exception: true, exceptions: child.unless ?? [] }),
  );
  return [placed, ...children, ...exempting];
}
