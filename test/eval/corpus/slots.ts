import { eanDigit, luhnDigit } from './checks.ts';
import { type Draw, grouped, two } from './draw.ts';
import { cities, firstNames, hosts, lastNames, months, titles, weekdays, words } from './words.ts';

type Slot = (draw: Draw) => string;

const hex = '0123456789abcdef';
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const amount = (draw: Draw, thousands: string, decimal: string): string => {
  const whole = draw.of([draw.int(3, 99), draw.int(100, 999), draw.int(1000, 19_999)]);
  const text = String(whole).replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${text}${decimal}${draw.of(['00', '50', '90', '95', '99', two(draw.int(0, 99))])}`;
};
const thousands = (sign: string) => (draw: Draw) => {
  const millions = draw.chance(0.4) ? `${draw.int(1, 380)}${sign}` : '';
  return `${millions}${draw.int(100, 999)}${sign}${draw.text(3)}`;
};
const year: Slot = (draw) => String(draw.int(1987, 2031));
const dayOf = (draw: Draw): readonly [string, string, string] => [
  two(draw.int(1, 28)),
  two(draw.int(1, 12)),
  String(draw.int(2019, 2028)),
];
const isbn = (draw: Draw): string => {
  const digits = `978${draw.of(['0', '1', '2', '3', '4', '84', '972'])}${draw.text(8)}`.slice(0, 12);
  return `${digits}${eanDigit(digits)}`;
};
const isbn10: Slot = (draw) => {
  const digits = draw.text(9);
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return grouped(`${digits}${check === 10 ? 'X' : check}`, [1, 3, 5, 1], draw.of(['-', '-', '']));
};
const isin: Slot = (draw) => {
  const body = `${draw.of(['US', 'DE', 'FR', 'GB'])}${draw.form('000####9#')}`;
  const digits = [...body].map((sign) => Number.parseInt(sign, 36)).join('');
  return `${body}${luhnDigit(digits)}`;
};
const uuid: Slot = (draw) =>
  `${draw.text(8, hex)}-${draw.text(4, hex)}-4${draw.text(3, hex)}-a${draw.text(3, hex)}-${draw.text(12, hex)}`;
const semver: Slot = (draw) => `${draw.int(0, 24)}.${draw.int(0, 40)}.${draw.int(0, 19)}`;
const user: Slot = (draw) =>
  `${draw
    .of(firstNames)
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()}${draw.of(['', '', '_', '42'])}`;
const time: Slot = (draw) => `${two(draw.int(6, 23))}:${two(draw.int(0, 59))}`;
const page: Slot = (draw) =>
  `https://${draw.of(['example.org', 'acme.example', 'blog.example.net', 'tides.example.com'])}/${draw.of(words)}/${draw.of([year(draw), draw.of(words), `${draw.int(10, 99_999)}`])}`;

/** Values of ordinary posts, by the name of their slot. */
export const slots: Readonly<Record<string, Slot>> = {
  first: (draw) => draw.of(firstNames),
  last: (draw) => draw.of(lastNames),
  city: (draw) => draw.of(cities),
  word: (draw) => draw.of(words),
  title: (draw) => draw.of(titles),
  weekday: (draw) => draw.of(weekdays),
  letter: (draw) => draw.text(1, 'ABCDEFGH'),
  year,
  time,
  date: (draw) => dayOf(draw).toReversed().join('-'),
  dmy: (draw) => dayOf(draw).join('.'),
  dmys: (draw) => dayOf(draw).join('/'),
  mdy: (draw) => {
    const [day, month, full] = dayOf(draw);
    return `${month}/${day}/${full}`;
  },
  'month-en': (draw) => draw.of(months),
  'dmonth-en': (draw) => `${draw.int(1, 28)} ${draw.of(months)}`,
  price: (draw) =>
    draw.of([
      () => `$${amount(draw, ',', '.')}`,
      () => `£${amount(draw, ',', '.')}`,
      () => `${amount(draw, '.', ',')} €`,
    ])(),
  usd: (draw) => `$${amount(draw, ',', '.')}`,
  eur: (draw) => `€${amount(draw, ',', '.')}`,
  'eur-de': (draw) => `${amount(draw, '.', ',')} €`,
  yen: (draw) => `${draw.int(1, 89)},${draw.text(2)}0円`,
  bignum: thousands(','),
  'bignum-de': thousands('.'),
  isbn13: (draw) =>
    grouped(
      isbn(draw),
      draw.of([
        [3, 1, 4, 4, 1],
        [3, 1, 3, 5, 1],
        [3, 2, 5, 2, 1],
      ]),
      '-',
    ),
  isbn13raw: isbn,
  isbn10,
  ean: (draw) => {
    const digits = `40${draw.text(10)}`;
    return `${digits}${eanDigit(digits)}`;
  },
  isin,
  ups: (draw) => draw.of([`1Z${draw.text(16, `${capitals}0123456789`)}`, `1Z ${draw.form('### A## 9# #### ###')}`]),
  fedex: (draw) => draw.form('9###########'),
  usps: (draw) => grouped(`94001${draw.text(17)}`, [4, 4, 4, 4, 4, 2], ' '),
  dhl: (draw) => draw.of([`00340434${draw.text(12)}`, `JJD${draw.text(18)}`, draw.form('9###########')]),
  colissimo: (draw) => draw.form('6A##########'),
  correos: (draw) => draw.form('PQ#AA##########A'),
  ctt: (draw) => `${draw.form('AA#########')}PT`,
  yamato: (draw) => draw.form('9###-####-####'),
  order: (draw) =>
    draw.of([
      `ORD-${draw.int(2024, 2026)}${two(draw.int(1, 12))}${two(draw.int(1, 28))}-${draw.text(4)}`,
      draw.form('9##-#######-#######'),
      draw.form('A9#######'),
    ]),
  orderno: (draw) => draw.text(draw.int(6, 10), '0123456789'),
  invoice: (draw) =>
    draw.of([`INV-${draw.int(2024, 2026)}-${draw.text(5)}`, draw.form('RE-9#####'), draw.form('9#########')]),
  ticket: (draw) =>
    draw.of([`#${draw.int(10_000, 999_999)}`, draw.form('T-9######'), `${draw.int(2024, 2026)}${draw.text(10)}`]),
  case: (draw) => `CAS-${draw.form('9##-####')}`,
  ref: (draw) => draw.of([draw.form('REF 9### ####'), draw.form('A9##-##A-##'), draw.form('9########')]),
  rma: (draw) => `RMA${draw.form('9#######')}`,
  serial: (draw) => draw.form('SN-9###-####-##A'),
  sku: (draw) => draw.form('AA-9###-##'),
  version: (draw) =>
    draw.of([
      semver(draw),
      `v${semver(draw)}`,
      `${draw.int(1, 25)}.${draw.int(0, 12)}`,
      `${semver(draw)}-rc.${draw.int(1, 5)}`,
    ]),
  chrome: (draw) => `${draw.int(100, 145)}.0.${draw.int(4000, 7200)}.${draw.int(10, 220)}`,
  commit: (draw) => draw.text(40, hex),
  sha7: (draw) => draw.text(7, hex),
  hex8: (draw) => draw.text(8, hex),
  hex12: (draw) => draw.text(12, hex),
  hex40: (draw) => draw.text(40, hex),
  hex64: (draw) => draw.text(64, hex),
  color: (draw) => `#${draw.text(6, hex)}`,
  uuid,
  user,
  host: (draw) => draw.of(hosts),
  'status-url': (draw) => `https://${draw.of(hosts)}/@${user(draw)}/11${draw.text(16)}`,
  url: page,
  hashtag: (draw) => `#${draw.of(words)}${draw.of(['', '2026', 'Challenge', 'OfTheDay'])}`,
  cve: (draw) => `CVE-${draw.int(2014, 2026)}-${draw.int(1000, 49_999)}`,
  doi: (draw) =>
    `10.${draw.int(1000, 9999)}/${draw.of(['s41586', 'j.tide', 'nature'])}.${draw.form('9##-###-#####-#')}`,
  arxiv: (draw) => `${draw.int(15, 26)}${two(draw.int(1, 12))}.${draw.text(5)}`,
  res: (draw) => draw.of(['1920x1080', '2560x1440', '3840x2160', '5120x1440']),
  train: (draw) => `${draw.of(['ICE', 'RE', 'TGV', 'IC', 'S'])} ${draw.int(1, 9999)}`,
  flight: (draw) => `${draw.of(['LH', 'BA', 'AF', 'IB', 'TP', 'NH'])} ${draw.int(10, 4999)}`,
  lotto: (draw) => Array.from({ length: 6 }, (_, at) => at * 8 + draw.int(1, 8)).join(draw.of([', ', ' ', ' - '])),
  epoch: (draw) => `17${draw.text(8)}`,
  epochms: (draw) => `17${draw.text(11)}`,
  seed: (draw) => `${draw.of(['', '-'])}${draw.form('9##################')}`,
  callsign: (draw) => draw.form('DL9AAA'),
  patent: (draw) =>
    draw.of([draw.form('EP 9 ### ### B1'), draw.form('US 9#,###,### B2'), draw.form('DE 10 20## ### ### A1')]),
  'iso-standard': (draw) => `ISO ${draw.of(['9001', '14001', '27001', '50001'])}:${draw.int(2013, 2026)}`,
  'case-law': (draw) => `${draw.of(['VI ZR', 'I ZB', 'C-'])} ${draw.int(10, 399)}/${two(draw.int(12, 25))}`,
};
