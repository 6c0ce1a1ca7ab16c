import { luhnDigit, mod1110Digit, restOf, verhoeffDigit, weighed } from '../checks.ts';
import { type Draw, grouped, two } from '../draw.ts';

/** Draws until a check sign comes out that is given to people. */
function until(draw: Draw, make: (draw: Draw) => string | undefined): string {
  for (;;) {
    const made = make(draw);
    if (made !== undefined) return made;
  }
}

const born = (draw: Draw, from = 40, to = 99): string =>
  `${two(draw.int(from, to))}${two(draw.int(1, 12))}${two(draw.int(1, 28))}`;

/** The groups of a number with one sign between, or run together. */
const loose = (draw: Draw, digits: string, sizes: readonly number[], signs = [' ', '-', '']): string =>
  grouped(digits, sizes, draw.of(signs));

/** Modulus 11 with falling weights; undefined where no digit comes out. */
function mod11(body: string, weights: readonly number[]): number | undefined {
  const check = (11 - (weighed(body, weights) % 11)) % 11;
  return check > 9 ? undefined : check;
}

/** Numbers that further states give to people, with right check digits, in several ways to write them. */
export const nationalIdsElsewhere: Readonly<Record<string, (draw: Draw) => string>> = {
  'us-itin': (draw) =>
    `9${draw.form('##')}-${draw.of(['70', '74', '81', '88', '92', '95', '99'])}-${draw.form('####')}`,
  'gb-nhs': (draw) =>
    until(draw, () => {
      const body = draw.form('9########');
      const check = mod11(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
      return check === undefined ? undefined : loose(draw, `${body}${check}`, [3, 3, 4]);
    }),
  'ie-pps': (draw) => {
    const body = draw.form('9######');
    const check = 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(weighed(body, [8, 7, 6, 5, 4, 3, 2]) % 23);
    return `${body}${draw.of(['', ' '])}${check}`;
  },
  'ca-sin': (draw) => {
    const body = `${draw.int(1, 7)}${draw.text(7)}`;
    return loose(draw, `${body}${luhnDigit(body)}`, [3, 3, 3]);
  },
  'in-aadhaar': (draw) => {
    const body = `${draw.int(2, 9)}${draw.text(10)}`;
    return loose(draw, `${body}${verhoeffDigit(body)}`, [4, 4, 4]);
  },
  'hr-oib': (draw) => {
    const body = draw.form('9#########');
    return `${body}${mod1110Digit(body)}`;
  },
  'cz-rc': (draw) =>
    until(draw, () => {
      const body = `${born(draw, 60, 99)}${draw.form('9##')}`;
      const check = restOf(body, 11);
      return check > 9 ? undefined : `${body.slice(0, 6)}${draw.of(['/', ''])}${body.slice(6)}${check}`;
    }),
  'ro-cnp': (draw) =>
    until(draw, () => {
      const body = `${draw.int(1, 2)}${born(draw)}${two(draw.int(1, 46))}${draw.form('9##')}`;
      const check = weighed(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
      return `${body}${check === 10 ? 1 : check}`;
    }),
  'cl-rut': (draw) => {
    const body = String(draw.int(5_000_000, 25_999_999));
    const rest = (11 - (weighed([...body].reverse().join(''), [2, 3, 4, 5, 6, 7]) % 11)) % 11;
    const check = rest === 10 ? 'K' : String(rest);
    return `${draw.of([body, body.replace(/\B(?=(\d{3})+$)/g, '.')])}-${check}`;
  },
  'cn-ric': (draw) => {
    const body = `${draw.of(['110105', '310101', '440106'])}19${born(draw, 50, 99)}${draw.form('###')}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    return `${body}${'10X98765432'.charAt(weighed(body, weights) % 11)}`;
  },
  'ar-cuil': (draw) =>
    until(draw, () => {
      const body = `${draw.of(['20', '27', '23'])}${draw.form('9#######')}`;
      const check = mod11(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
      return check === undefined ? undefined : loose(draw, `${body}${check}`, [2, 8, 1], ['-', '']);
    }),
  'tr-tckimlik': (draw) => {
    const body = draw.form('9########');
    const odd = weighed(body, [1, 0]);
    const even = weighed(body, [0, 1]);
    const tenth = (((odd * 7 - even) % 10) + 10) % 10;
    return `${body}${tenth}${(odd + even + tenth) % 10}`;
  },
};
