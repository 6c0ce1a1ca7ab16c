import type { Courier } from '../../federation/index.ts';
import type { Commits, Receipt } from '../../federation/ports/index.ts';
import type { Gate, Release, SealedRelease } from '../../policies/index.ts';
import type { CheckpointRecord } from '../ports/index.ts';
import { AnchorFailed } from './anchor.ts';

/** A place elsewhere that is sent every checkpoint. */
export interface OutsideAnchor {
  /** Throws `AnchorFailed`. */
  send(checkpoint: CheckpointRecord): Promise<void>;
}

export interface OutsideParts {
  readonly origin: string;
  /** IRI of the actor in whose name the server itself speaks. */
  readonly instanceActor: string;
  readonly gate: Pick<Gate, 'attest' | 'seal'>;
  readonly commits: Commits;
  readonly courier: Courier;
}

export interface OutsidePlaces {
  /** Address that takes a POST. */
  readonly webhook?: string;
  readonly mail?: { readonly from: string; readonly to: string };
}

/** The places that the operator named. The receipt of what is sent is durable before it is. */
export function createOutsideAnchors(parts: OutsideParts, { webhook, mail }: OutsidePlaces): OutsideAnchor[] {
  const { courier } = parts;
  const anchors: OutsideAnchor[] = [];
  if (webhook !== undefined) {
    const to = new URL(webhook).host;
    anchors.push(anchorAt(parts, { to, carry: (release) => courier.post(release, webhook) }));
  }
  if (mail) anchors.push(anchorAt(parts, { to: mail.to, mail, carry: (release) => courier.mail(release, mail) }));
  return anchors;
}

interface Place {
  /** As its operator knows it. */
  readonly to: string;
  readonly mail?: NonNullable<OutsidePlaces['mail']>;
  readonly carry: (release: Release) => ReturnType<Courier['post']>;
}

function anchorAt({ origin, instanceActor, gate, commits }: OutsideParts, { to, mail, carry }: Place): OutsideAnchor {
  /** Digest of what has its receipt, so that another try needs none. */
  let receipted: string | undefined;
  return {
    async send({ size, note, at }) {
      const subject = `${origin}/ledger/checkpoints/${size}`;
      const release = gate.attest({ subject, actor: instanceActor, note, at, ...(mail && { mail }) });
      if (receipted !== release.digest) {
        const { body: _body, ...receipt } = gate.seal(release) as SealedRelease;
        await commits.commit([{ change: 'receipt.add', receipt: receipt satisfies Receipt }]);
        receipted = release.digest;
      }
      const carried = await carry(release);
      if (carried.kind === 'failed') {
        throw new AnchorFailed(`the checkpoint was not taken at \`${to}\` (${carried.reason}): it is tried again`);
      }
    },
  };
}
