import { eanDigit, luhnDigit, mod1110Digit, restOf, weighed } from '../checks.ts';
import { type Draw, grouped, two } from '../draw.ts';

const birth = (draw: Draw): readonly [string, string, string] => [
  two(draw.int(40, 99)),
  two(draw.int(1, 12)),
  two(draw.int(1, 28)),
];
const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Draws until a check digit comes out below ten. */
function until(draw: Draw, make: (draw: Draw) => string | undefined): string {
  for (;;) {
    const made = make(draw);
    if (made !== undefined) return made;
  }
}

const ssn = (draw: Draw): string =>
  `${draw.of(['212', '417', '536', '078', '623', '301'])}-${two(draw.int(1, 99))}-${draw.form('9###')}`;

/** Ten digits of which one comes two or three times (IdNr, §139b AO), and the check digit. */
function steuerId(draw: Draw): string {
  return until(draw, () => {
    const digits = draw.form('9#########');
    const counts = [...new Set(digits)].map((digit) => digits.split(digit).length - 1).sort((a, b) => a - b);
    if (counts.length !== 9 || counts.at(-1) !== 2) return undefined;
    const number = `${digits}${mod1110Digit(digits)}`;
    return draw.of([number, grouped(number, [2, 3, 3, 3], ' ')]);
  });
}

function nir(draw: Draw): string {
  const [year, month] = birth(draw);
  const body = `${draw.int(1, 2)}${year}${month}${two(draw.int(1, 19))}${draw.form('9##')}${draw.form('9##')}`;
  return `${body}${two(97 - restOf(body, 97))}`;
}

function codiceFiscale(draw: Draw): string {
  const [year, , day] = birth(draw);
  const body = `${draw.of(['RSS', 'BNC', 'VRD', 'CLM'])}${draw.of(['MRA', 'LCU', 'GNN'])}${year}${draw.of([...'ABCDEHLMPRST'])}${day}${draw.of(['H501', 'F205', 'L219', 'D612'])}`;
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const sum = [...body].reduce((total, sign, at) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return total + (at % 2 === 0 ? (odd[value] ?? 0) : value);
  }, 0);
  return `${body}${String.fromCharCode(65 + (sum % 26))}`;
}

function cpf(draw: Draw): string {
  const body = draw.form('9########');
  const next = (digits: string): string => {
    const weights = [...digits].map((_, at) => digits.length + 1 - at);
    const rest = (weighed(digits, weights) * 10) % 11;
    return String(rest % 10);
  };
  const first = body + next(body);
  return grouped(first + next(first), [3, 3, 3], '.').concat('-', (first + next(first)).slice(9));
}

function fodselsnummer(draw: Draw): string {
  const [year, month, day] = birth(draw);
  return until(draw, () => {
    const body = `${day}${month}${year}${draw.int(100, 499)}`;
    const first = (11 - (weighed(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
    const second = (11 - (weighed(`${body}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return first > 9 || second > 9 ? undefined : `${body}${first}${second}`;
  });
}

/** Numbers that states give to people, with right check digits, by a name of country and scheme. */
export const nationalIds: Readonly<Record<string, (draw: Draw) => string>> = {
  'us-ssn': (draw) => draw.of([ssn(draw), ssn(draw).replaceAll('-', ' '), ssn(draw).replaceAll('-', '')]),
  'us-ssn-dashed': ssn,
  'gb-nino': (draw) =>
    draw.of([(number: string) => number, (number: string) => grouped(number, [2, 2, 2, 2, 1], ' ')])(
      `${draw.of(['AB', 'CE', 'HH', 'JK', 'PW'])}${draw.text(6)}${draw.of(['A', 'B', 'C', 'D'])}`,
    ),
  'de-steuer-id': steuerId,
  'at-svnr': (draw) =>
    until(draw, () => {
      const [year, month, day] = birth(draw);
      const serial = draw.form('9##');
      const check = weighed(`${serial}${day}${month}${year}`, [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11;
      return check > 9 ? undefined : `${serial}${check}${draw.of([' ', ''])}${day}${month}${year}`;
    }),
  'ch-ahv': (draw) => {
    const body = `756${draw.text(9)}`;
    return grouped(`${body}${eanDigit(body)}`, [3, 4, 4, 2], '.');
  },
  'fr-nir': (draw) => draw.of([nir(draw), grouped(nir(draw), [1, 2, 2, 2, 3, 3, 2], ' ')]),
  'fr-nir-grouped': (draw) => grouped(nir(draw), [1, 2, 2, 2, 3, 3, 2], ' '),
  'be-nn': (draw) => {
    const [year, month, day] = birth(draw);
    const serial = draw.form('#9#');
    const check = two(97 - restOf(`${year}${month}${day}${serial}`, 97));
    return draw.of([`${year}.${month}.${day}-${serial}.${check}`, `${year}${month}${day}${serial}${check}`]);
  },
  'es-dni': (draw) => {
    const digits = draw.form('9#######');
    return `${digits}${draw.of(['', '-'])}${dniLetters.charAt(Number(digits) % 23)}`;
  },
  'es-nie': (draw) => {
    const digits = draw.text(7);
    const letter = draw.int(0, 2);
    return `${'XYZ'.charAt(letter)}${digits}${dniLetters.charAt(Number(`${letter}${digits}`) % 23)}`;
  },
  'pt-nif': (draw) => {
    const body = `${draw.of(['1', '2'])}${draw.text(7)}`;
    const rest = weighed(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return draw.of([(one: string) => one, (one: string) => grouped(one, [3, 3, 3], ' ')])(
      `${body}${rest < 2 ? 0 : 11 - rest}`,
    );
  },
  'br-cpf': (draw) => draw.of([cpf(draw), cpf(draw).replace(/\D/g, '')]),
  'br-cpf-dotted': cpf,
  'it-cf': codiceFiscale,
  'nl-bsn': (draw) =>
    until(draw, () => {
      const body = draw.form('9#######');
      const check = weighed(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return check > 9 ? undefined : `${body}${check}`;
    }),
  'pl-pesel': (draw) => {
    const body = `${birth(draw).join('')}${draw.text(4)}`;
    return `${body}${(10 - (weighed(body, [1, 3, 7, 9]) % 10)) % 10}`;
  },
  'se-pnr': (draw) => draw.of([personnummer(draw), personnummer(draw).replace('-', '')]),
  'se-pnr-dashed': personnummer,
  'dk-cpr': (draw) => {
    const [year, month, day] = birth(draw);
    return until(draw, () => {
      const body = `${day}${month}${year}${draw.int(100, 399)}`;
      const check = (11 - (weighed(body, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
      return check > 9 ? undefined : grouped(`${body}${check}`, [6, 4], draw.of(['-', '']));
    });
  },
  'no-fnr': fodselsnummer,
  'fi-hetu': (draw) => {
    const [year, month, day] = birth(draw);
    const serial = String(draw.int(2, 899)).padStart(3, '0');
    const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(Number(`${day}${month}${year}${serial}`) % 31);
    return `${day}${month}${year}-${serial}${check}`;
  },
  'jp-mynumber': (draw) => {
    const body = draw.form('9##########');
    const rest = weighed(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    const number = `${body}${rest <= 1 ? 0 : 11 - rest}`;
    return draw.of([number, grouped(number, [4, 4, 4], ' '), grouped(number, [4, 4, 4], '-')]);
  },
};

function personnummer(draw: Draw): string {
  const body = `${birth(draw).join('')}${draw.form('9##')}`;
  return `${body.slice(0, 6)}-${body.slice(6)}${luhnDigit(body)}`;
}
