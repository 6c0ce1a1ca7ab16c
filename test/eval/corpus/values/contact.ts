import { type Draw, grouped } from '../draw.ts';
import { cities, firstNames, lastNames, words } from '../words.ts';

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

export function email(draw: Draw): string {
  const first = plain(draw.of(firstNames));
  const last = plain(draw.of(lastNames));
  const local = draw.of([
    `${first}.${last}`,
    `${first}${last}`,
    `${first.charAt(0)}.${last}`,
    `${last}_${first}`,
    `${first}${draw.int(1, 99)}`,
    `${first}+${draw.of(words)}`,
    `${first}-${last}`,
  ]);
  const host = draw.of([
    'gmail.com',
    'web.de',
    'orange.fr',
    'sapo.pt',
    'yahoo.co.jp',
    'outlook.es',
    `${draw.of(words)}-mail.com`,
    `mail.${draw.of(words)}.org`,
    `${draw.of(words)}.io`,
    `${draw.of(words)}.museum`,
  ]);
  const address = `${local}@${host}`;
  return draw.chance(0.1) ? address.toUpperCase() : address;
}

/** How numbers of a country are written by people who live there, and by others. */
const phones: Readonly<Record<string, (draw: Draw) => string>> = {
  us: (draw) => {
    const [area, exchange, line] = [
      draw.of(['212', '415', '312', '617', '503', '206']),
      draw.form('9##').replace(/^1/, '2').replace(/11$/, '23'),
      draw.text(4),
    ];
    return draw.of([
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `${area}.${exchange}.${line}`,
      `+1 ${area} ${exchange} ${line}`,
      `${area}${exchange}${line}`,
      `1-${area}-${exchange}-${line}`,
    ]);
  },
  gb: (draw) => {
    const mobile = `7${draw.of(['4', '5', '7', '8', '9'])}${draw.text(8)}`;
    return draw.of([
      `0${mobile.slice(0, 4)} ${mobile.slice(4)}`,
      `+44 ${mobile.slice(0, 4)} ${mobile.slice(4)}`,
      `0${mobile}`,
      `020 ${draw.form('79## ####')}`,
      `+44 (0)20 ${draw.form('79## ####')}`,
    ]);
  },
  de: (draw) => {
    const mobile = `1${draw.of(['51', '60', '70', '71', '75', '76'])}`;
    return draw.of([
      `0${mobile} ${draw.form('9######')}`,
      `0${mobile}/${draw.form('9######')}`,
      `+49 ${mobile} ${draw.form('9######')}`,
      `030 ${draw.form('9#######')}`,
      `+49 30 ${draw.form('9#######')}`,
      `0049 40 ${draw.form('3######')}`,
      `089-${draw.form('9######')}`,
      `0${mobile}${draw.form('9######')}`,
    ]);
  },
  fr: (draw) => {
    const number = `${draw.of(['61', '62', '67', '76', '14', '42'])}${draw.form('9######')}`;
    return draw.of([
      grouped(`0${number}`, [2, 2, 2, 2, 2], ' '),
      grouped(`0${number}`, [2, 2, 2, 2, 2], '.'),
      `0${number}`,
      `+33 ${grouped(number, [1, 2, 2, 2, 2], ' ')}`,
    ]);
  },
  es: (draw) => {
    const number = `${draw.of(['6', '91', '93'])}${draw.text(8)}`.slice(0, 9);
    return draw.of([
      grouped(number, [3, 3, 3], ' '),
      grouped(number, [3, 2, 2, 2], ' '),
      number,
      `+34 ${grouped(number, [3, 3, 3], ' ')}`,
    ]);
  },
  pt: (draw) => {
    const number = `${draw.of(['91', '92', '93', '96', '21'])}${draw.form('9######')}`;
    return draw.of([grouped(number, [3, 3, 3], ' '), number, `+351 ${grouped(number, [3, 3, 3], ' ')}`]);
  },
  br: (draw) => {
    const area = draw.of(['11', '21', '31', '81']);
    const number = `9${draw.form('9###-####')}`;
    return draw.of([`(${area}) ${number}`, `+55 ${area} ${number}`, `${area} ${number}`]);
  },
  jp: (draw) => {
    const mobile = `${draw.of(['90', '80', '70'])}-${draw.form('9###-####')}`;
    return draw.of([
      `0${mobile}`,
      `+81 ${mobile}`,
      `03-${draw.form('3###-####')}`,
      `06-${draw.form('6###-####')}`,
      `0${mobile}`.replaceAll('-', ''),
    ]);
  },
};

export function phone(draw: Draw, country: string): string {
  if (country !== 'intl') return phones[country]?.(draw) ?? '';
  for (;;) {
    const number = phones[draw.of(Object.keys(phones))]?.(draw) ?? '';
    if (number.startsWith('+')) return number;
  }
}

const addresses: Readonly<Record<string, (draw: Draw) => string>> = {
  us: (draw) =>
    `${draw.int(2, 9899)} ${draw.of(['Elm', 'Oak', 'Maple', 'Washington', 'Lake View', 'Harbor'])} ${draw.of(['Street', 'St', 'Avenue', 'Ave', 'Road', 'Drive', 'Lane'])}, ${draw.of(['Springfield', 'Portland', 'Boston', 'Salem'])}, ${draw.of(['OR', 'MA', 'IL', 'NY'])} ${draw.form('9####')}`,
  gb: (draw) =>
    `${draw.int(1, 250)} ${draw.of(['High', 'Church', 'Victoria', 'Mill', 'Station'])} ${draw.of(['Street', 'Road', 'Lane', 'Close', 'Gardens'])}, ${draw.of(['Leeds', 'Bristol', 'York', 'London'])} ${draw.of(['LS1', 'BS8', 'YO10', 'SW1A'])} ${draw.form('9')}${draw.of(['AA', 'BD', 'QT'])}`,
  de: (draw) =>
    `${draw.of(['Lindenstraße', 'Hauptstr.', 'Bergweg', 'Goethestraße', 'Am Markt', 'Kastanienallee', 'Marktplatz'])} ${draw.int(1, 180)}${draw.of(['', '', 'a'])}, ${draw.form('9####')} ${draw.of(['Berlin', 'Hamburg', 'Bremen', 'Köln'])}`,
  fr: (draw) =>
    `${draw.int(1, 180)} ${draw.of(['rue de la Paix', 'avenue Victor Hugo', 'boulevard Voltaire', 'rue des Lilas', 'place Bellecour'])}, ${draw.form('9####')} ${draw.of(['Paris', 'Lyon', 'Nantes'])}`,
  es: (draw) =>
    `${draw.of(['Calle Mayor', 'Avenida de América', 'Plaza España', 'Calle del Pez', 'C/ Alcalá'])} ${draw.int(1, 180)}, ${draw.form('2####')} ${draw.of(['Madrid', 'Sevilla', 'Valencia'])}`,
  pt: (draw) =>
    `${draw.of(['Rua Augusta', 'Avenida da Liberdade', 'Rua das Flores', 'Travessa do Carmo'])} ${draw.int(1, 300)}, ${draw.form('1###-###')} ${draw.of(['Lisboa', 'Porto', 'Braga'])}`,
  jp: (draw) =>
    draw.of(['東京都新宿区西新宿', '大阪府大阪市北区梅田', '北海道札幌市中央区北一条', '神奈川県横浜市中区本町']) +
    `${draw.int(1, 9)}-${draw.int(1, 28)}-${draw.int(1, 19)}`,
};

export const postalAddress = (draw: Draw, country: string): string => addresses[country]?.(draw) ?? draw.of(cities);
