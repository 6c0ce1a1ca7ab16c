/** Twenty patterns of the kind a security team writes, in syntax that RE2 and JavaScript read alike. */
export const patterns: readonly string[] = [
  '\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b',
  '\\b4[0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b',
  '\\b5[1-5][0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b',
  '\\b3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\\b',
  '\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}\\b',
  '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}',
  '\\+[0-9]{1,3}[ -]?[0-9]{2,4}[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}\\b',
  '\\b(?:10|192\\.168|172\\.16)\\.[0-9]{1,3}\\.[0-9]{1,3}(?:\\.[0-9]{1,3})?\\b',
  '\\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\\b',
  '\\bAKIA[0-9A-Z]{16}\\b',
  '\\bghp_[A-Za-z0-9]{36}\\b',
  '\\bxox[abp]-[A-Za-z0-9-]{10,48}\\b',
  '\\bAIza[0-9A-Za-z_-]{35}\\b',
  '\\bsk_live_[0-9A-Za-z]{24}\\b',
  '\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}',
  '-----BEGIN [A-Z ]*PRIVATE KEY-----',
  '\\bACME-[0-9]{6}\\b',
  '\\b[a-z0-9-]+\\.corp\\.acme\\.example\\b',
  '\\b(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\\b',
  '\\bpassport [A-Z][0-9]{8}\\b',
];

/** For planting: each is matched by one of the patterns. */
export const plantable: readonly string[] = [
  '078-05-1120',
  '4111 1111 1111 1111',
  '5500 0000 0000 0004',
  'DE89 3704 0044 0532 0130 00',
  'anna.berg@customer.example',
  '+49 151 2345 6789',
  '192.168.17.4',
  '00:1B:44:11:3A:B7',
  'ACME-204817',
  'build7.corp.acme.example',
  '1984-06-30',
  'passport C01234567',
];

/** `count` patterns: the twenty, then ticket numbers of as many made-up teams. */
export function manyPatterns(count: number): readonly string[] {
  const more = Array.from({ length: count - patterns.length }, (_, index) => `\\bTEAM${index}-[0-9]{5,7}[A-F]?\\b`);
  return [...patterns, ...more];
}
