import type { Draw } from '../draw.ts';
import { codeKinds, packageKinds } from './code.ts';
import { email, phone, postalAddress } from './contact.ts';
import { births, licences, passports } from './documents.ts';
import { nationalIds } from './national.ts';
import { nationalIdsElsewhere } from './national-elsewhere.ts';
import { nationalIdsWritten } from './national-written.ts';
import { bic, iban, paymentCard } from './payment.ts';
import { geoLocation, internalHost, ipAddress, macAddress, secrets, sourceCode } from './technical.ts';

type Kinds = Readonly<Record<string, (draw: Draw) => string>>;

const of = (kinds: Kinds) => (draw: Draw, kind: string) => {
  const make = kinds[kind];
  if (make === undefined) throw new Error(`there is no value of kind \`${kind}\``);
  return make(draw);
};

/** Makes a value of an entity; `kind` is the country, scheme or form where it has several. */
export const values: Readonly<Record<string, (draw: Draw, kind: string) => string>> = {
  'payment-card': paymentCard,
  iban,
  bic,
  email,
  phone,
  'postal-address': postalAddress,
  'national-id': of({ ...nationalIds, ...nationalIdsElsewhere, ...nationalIdsWritten }),
  passport: of(passports),
  'driver-licence': of(licences),
  'birth-date': of(births),
  'ip-address': ipAddress,
  'mac-address': macAddress,
  'geo-location': geoLocation,
  secret: of(secrets),
  'internal-host': internalHost,
  'source-code': of({ '': sourceCode, ...codeKinds }),
  'internal-package': of(packageKinds),
};
