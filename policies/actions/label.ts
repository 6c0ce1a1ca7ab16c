const names: Readonly<Record<string, string>> = {
  email: 'e-mail address',
  iban: 'IBAN',
  bic: 'BIC',
  document: 'internal text',
  'ip-address': 'IP address',
  'mac-address': 'MAC address',
  'national-id': 'identity number',
  pattern: 'internal text',
  phone: 'phone number',
  record: 'personal detail',
  term: 'internal name',
};

/** What stands in the place of something taken out, e.g. `[payment card removed]`; safe in any markup. */
export function labelFor(entity: string): string {
  const name = names[entity] ?? entity.replaceAll(/[^a-z0-9]+/gi, ' ').trim();
  return `[${name === '' ? 'text' : name} removed]`;
}
