import type { Request } from 'express';
import type { Federation, Reader } from '../../federation/index.ts';
import { grants } from '../auth/scopes.ts';
import type { BearerTokens } from '../auth/tokens.ts';

export type Asker =
  | { readonly kind: 'reader'; readonly reader: Reader }
  | { readonly kind: 'refused'; readonly reason: string };

/** Who asks: a colleague by bearer token (RFC 6750), another server by its signature, or anybody. */
export async function whoAsks(request: Request, federation: Federation, tokens: BearerTokens): Promise<Asker> {
  const { authorization } = request.headers;
  if (authorization !== undefined && !/^signature /i.test(authorization)) {
    const verified = await tokens.verifyBearer(authorization);
    if (verified.kind === 'refused') return { kind: 'refused', reason: verified.reason };
    if (!grants(verified.scope, 'read'))
      return { kind: 'refused', reason: 'this token may not read: it lacks the scope `read`' };
    return { kind: 'reader', reader: { kind: 'colleague', actorId: verified.actorId } };
  }
  const reader = await federation.read.identify({
    method: request.method,
    path: request.originalUrl,
    headers: request.rawHeaders,
    body: undefined,
  });
  return { kind: 'reader', reader };
}
