/**
 * The actor id behind `@name@host`, by WebFinger (RFC 7033) over plain http: Fedify's own look-up of handles insists on
 * https, which the loopback has not.
 */
export async function actorIdOfHandle(handle: string): Promise<string> {
  const account = handle.slice(1);
  const url = `http://${account.split('@')[1]}/.well-known/webfinger?resource=${encodeURIComponent(`acct:${account}`)}`;
  const response = await fetch(url, { headers: { accept: 'application/jrd+json' } });
  if (!response.ok) throw new Error(`${handle} was not found: status ${response.status}`);
  const document: unknown = await response.json();
  const links = isRecord(document) && Array.isArray(document.links) ? document.links : [];
  const self = links.filter(isRecord).find((link) => link.rel === 'self');
  if (typeof self?.href !== 'string') throw new Error(`${handle} has no link to its actor`);
  return self.href;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
