import { isValidIBAN } from 'ibantools';
import { ibanDigits, luhnDigit } from '../checks.ts';
import { type Draw, grouped } from '../draw.ts';

/** A card number of a brand that is issued, and how people write it. */
export function paymentCard(draw: Draw): string {
  const [start, length, sizes] = draw.of([
    ['4', 16, [4, 4, 4, 4]],
    ['4', 16, [4, 4, 4, 4]],
    [String(draw.int(51, 55)), 16, [4, 4, 4, 4]],
    [String(draw.int(2221, 2720)), 16, [4, 4, 4, 4]],
    [draw.of(['34', '37']), 15, [4, 6, 5]],
    ['6011', 16, [4, 4, 4, 4]],
    [String(draw.int(3528, 3589)), 16, [4, 4, 4, 4]],
    ['36', 14, [4, 6, 4]],
  ] as const);
  const body = start + draw.text(length - 1 - start.length);
  const number = `${body}${luhnDigit(body)}`;
  return draw.of([
    () => number,
    () => grouped(number, sizes, ' '),
    () => grouped(number, sizes, ' '),
    () => grouped(number, sizes, '-'),
    () => grouped(number, sizes, '.'),
  ])();
}

/** What a country's account is made of; `#` is a digit, `A` a capital. */
const accounts: Readonly<Record<string, string>> = {
  DE: '##################',
  GB: 'AAAA##############',
  FR: '###############################'.slice(0, 23),
  NL: 'AAAA##########',
  AT: '################',
  CH: '#################',
  BE: '############',
  ES: '####################',
  PT: '#####################',
  PL: '########################',
  IT: 'A######################',
};

/** An account of a country; where accounts have national check digits, drawn until those are right. */
export function iban(draw: Draw, country: string): string {
  for (;;) {
    const account = national(draw, country);
    const number = `${country}${ibanDigits(country, account)}${account}`;
    if (!isValidIBAN(number)) continue;
    const groups = number.replace(/(.{4})(?=.)/g, '$1 ');
    return draw.of([number, groups, groups, groups.replaceAll(' ', '-'), number.toLowerCase()]);
  }
}

function national(draw: Draw, country: string): string {
  const account = draw.form(accounts[country] ?? '');
  if (country !== 'FR' && country !== 'PT' && country !== 'BE') return account;
  // These end with two digits that follow from the rest.
  const body = account.slice(0, -2);
  if (country === 'BE') return `${body}${String(Number(BigInt(body) % 97n) || 97).padStart(2, '0')}`;
  if (country === 'PT') return `${body}${String(98 - Number((BigInt(body) * 100n) % 97n)).padStart(2, '0')}`;
  return `${body}${String(97 - Number((BigInt(body) * 100n) % 97n)).padStart(2, '0')}`;
}

const bics: Readonly<Record<string, readonly string[]>> = {
  DE: ['DEUTDEFF', 'COBADEFFXXX', 'GENODEFF', 'HYVEDEMM', 'MARKDEF1100', 'BYLADEM1001', 'DEUTDEFF500'],
  GB: ['NWBKGB2L', 'BARCGB22', 'LOYDGB2LXXX', 'MIDLGB22', 'REVOGB21'],
  FR: ['BNPAFRPP', 'SOGEFRPPXXX', 'CRLYFRPP', 'AGRIFRPP882', 'PSSTFRPPPAR'],
  AT: ['BKAUATWW', 'GIBAATWWXXX', 'RZOOAT2L', 'OPSKATWW'],
  ES: ['CAIXESBBXXX', 'BBVAESMM', 'BSCHESMM', 'SABDESBB'],
  PT: ['BCOMPTPL', 'CGDIPTPL', 'BESCPTPLXXX', 'TOTAPTPL'],
  JP: ['BOTKJPJT', 'SMBCJPJT', 'MHCBJPJTXXX', 'JPPSJPJ1'],
};

export const bic = (draw: Draw, country: string): string => draw.of(bics[country] ?? []);
