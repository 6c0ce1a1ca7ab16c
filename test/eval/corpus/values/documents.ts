import { type Draw, two } from '../draw.ts';
import { months, spanishMonths } from '../words.ts';

const forms =
  (...all: readonly string[]) =>
  (draw: Draw): string =>
    draw.form(draw.of(all));
const mixed = (draw: Draw, length: number): string => draw.text(length, 'CFGHJKLMNPRTVWXYZ0123456789');

/** Passport numbers as their countries write them. */
export const passports: Readonly<Record<string, (draw: Draw) => string>> = {
  us: forms('9########', 'A########'),
  gb: forms('9########'),
  de: (draw) => `C${draw.text(1)}${mixed(draw, 6)}${draw.text(1)}`,
  fr: forms('##AA#####'),
  es: forms('AAA######'),
  pt: forms('A######', 'AA######'),
  jp: forms('AA#######'),
};

/** Driver's licence numbers as their countries write them. */
export const licences: Readonly<Record<string, (draw: Draw) => string>> = {
  us: forms('A#######'),
  gb: (draw) =>
    `${draw.of(['MORGA', 'SMITH', 'CLARK', 'JONES'])}${draw.int(6, 9)}${two(draw.int(1, 12))}${two(draw.int(1, 28))}${draw.text(1)}${draw.form('AA')}9${draw.form('AA')}`,
  de: (draw) => `${draw.form('A#')}${draw.text(1)}${mixed(draw, 6)}${draw.text(1)}${mixed(draw, 1)}`,
  fr: forms('############'),
  es: (draw) => {
    const digits = draw.form('9#######');
    return `${digits}${'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23)}`;
  },
  pt: (draw) => `${draw.of(['L', 'P', 'BR'])}-${draw.form('9######')}`,
  br: forms('9##########'),
  jp: forms('9###########'),
};

const date = (draw: Draw): readonly [number, number, number] => [
  draw.int(1, 28),
  draw.int(1, 12),
  draw.int(1945, 2012),
];

/** Dates of birth. */
export const births: Readonly<Record<string, (draw: Draw) => string>> = {
  iso: (draw) => {
    const [day, month, year] = date(draw);
    return `${year}-${two(month)}-${two(day)}`;
  },
  mdy: (draw) => {
    const [day, month, year] = date(draw);
    return `${two(month)}/${two(day)}/${year}`;
  },
  dmy: (draw) => {
    const [day, month, year] = date(draw);
    return draw.of([`${two(day)}.${two(month)}.${year}`, `${day}.${month}.${year}`]);
  },
  dmys: (draw) => {
    const [day, month, year] = date(draw);
    return `${two(day)}/${two(month)}/${year}`;
  },
  jp: (draw) => {
    const [day, month, year] = date(draw);
    return draw.of([`${year}年${month}月${day}日`, `${year}/${month}/${day}`]);
  },
  'long-en': (draw) => {
    const [day, month, year] = date(draw);
    const name = months[month - 1];
    return draw.of([`${name} ${day}, ${year}`, `${day} ${name} ${year}`]);
  },
  'long-es': (draw) => {
    const [day, month, year] = date(draw);
    return `${day} de ${spanishMonths[month - 1]} de ${year}`;
  },
};
