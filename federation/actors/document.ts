import { pageOfActor } from '../addressing.ts';
import type { AccountKind } from '../ports/index.ts';

/** ActivityStreams actor type of each kind of account (Activity Vocabulary §3.2). */
export const actorTypes: Record<AccountKind, string> = {
  employee: 'Person',
  corporate: 'Organization',
  community: 'Group',
  service: 'Application',
};

export interface NewActor {
  readonly origin: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly display: string;
  readonly publicKeyPem: string;
}

/**
 * The actor document of a local account (ActivityPub §4.1), compact. The key's id is `#main-key`, and the key is RSA-2048:
 * what every server of the field verifies.
 */
export function actorDocument({ origin, name, kind, display, publicKeyPem }: NewActor): object {
  const id = `${origin}/users/${name}`;
  return {
    id,
    type: actorTypes[kind],
    preferredUsername: name,
    name: display,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    followers: `${id}/followers`,
    following: `${id}/following`,
    liked: `${id}/liked`,
    featured: `${id}/featured`,
    endpoints: { sharedInbox: `${origin}/inbox`, uploadMedia: `${id}/uploadMedia` },
    url: pageOfActor(origin, name),
    manuallyApprovesFollowers: false,
    discoverable: kind !== 'employee',
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
  };
}
