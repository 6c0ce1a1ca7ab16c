import type { Account } from '../../federation/ports/index.ts';

/** Whoever looks, with the token that they show: the addresses of pictures are theirs for as long as it works. */
export interface SignedIn extends Account {
  readonly jti: string;
}
