/** The entity names of the policy language; which of them can be found depends on the detectors. */
export const entityNames: readonly string[] = [
  'payment-card',
  'iban',
  'bic',
  'email',
  'phone',
  'national-id',
  'ip-address',
  'mac-address',
  'passport',
  'driver-licence',
  'postal-address',
  'birth-date',
  'geo-location',
  'secret',
  'source-code',
  'marking',
];
