import ipaddr from 'ipaddr.js';

/** Names that Express has for ranges of addresses. */
const ranges: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Addresses of the proxies in front, whose word about who asks is taken (`X-Forwarded-For`); empty: nobody's is. */
export function parseProxies(given: string | undefined, report: (problem: string) => void): string[] {
  const named = (given ?? '').split(/[\s,]+/).filter((proxy) => proxy !== '');
  for (const proxy of named) {
    if (ranges.includes(proxy) || ipaddr.isValid(proxy) || ipaddr.isValidCIDR(proxy)) continue;
    report(
      `PORTICO_TRUSTED_PROXIES names \`${proxy}\`: use addresses such as \`10.0.0.5\` or \`10.0.0.0/24\`, \`loopback\` or \`uniquelocal\``,
    );
  }
  return named;
}
