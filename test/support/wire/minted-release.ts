import { mint } from '../../../policies/gate/release.ts';
import type { Release } from '../../../policies/index.ts';
import { noon, ourOrigin } from './wires.ts';

/** A Release of these bytes, as the gate would have made it for everybody. */
export function mintedRelease(text: string): Release {
  const statement = {
    id: 'r1',
    subject: `${ourOrigin}/objects/1`,
    zone: 'public',
    actor: `${ourOrigin}/users/anna`,
  } as const;
  return mint({ ...statement, outcome: 'allow', setVersion: 'v1', decidedAt: noon }, Buffer.from(text));
}
