import { stdnum } from 'stdnum';
import { nationalRows } from './rows.ts';

/** One country's way to number people. */
export interface NationalScheme {
  readonly country: string;
  readonly scheme: string;
  /** The form without separators, `d9`; however it is grouped, it needs a context word. */
  readonly compact: readonly string[];
  /** Forms that hardly anything else is written like: `d3-d2-d4` is three digits, a dash, two …, `a` stands for letters. */
  readonly telling: readonly string[];
  /** Confidence in a telling form without a context word. */
  readonly alone: number;
  /** Context words, one line. */
  readonly words: string;
  /** Whether hardly any number fails the checks. */
  readonly weak: boolean;
  /** Whether the number, without separators and in capitals, passes its checks. */
  validate(compact: string): boolean;
}

/** Words that any country's number may stand beside. */
export const anyNumber = [
  'national_id identity_number personal_number identity_card id_card personal_identity personalausweis ausweisnummer',
  "numéro_d'identité carte_d'identité pièce_d'identité número_de_identidad documento_de_identidad cédula_de_identidad",
  "documento_de_identidade número_de_identificação carta_d'identità 身分証番号 身分証明書番号",
].join(' ');

export const nationalSchemes: readonly NationalScheme[] = nationalRows.map(
  ({ scheme, key, groups, telling = [], alone = 0, words, weak = false, signed = false }) => {
    const country = scheme.slice(0, 2).toUpperCase();
    const check = typeof key === 'string' ? stdnumCheck(country, key) : key;
    return {
      country,
      scheme,
      compact: groups.split('|').map(runTogether),
      telling,
      alone,
      weak,
      words,
      validate: (compact) => check(signed ? withSign(compact) : compact.replace(/[+-]/g, '')),
    };
  },
);

function stdnumCheck(country: string, key: string): (compact: string) => boolean {
  const validator = stdnum[country]?.[key];
  if (validator === undefined) throw new Error(`stdnum has no validator \`${key}\` for \`${country}\``);
  return (compact) => validator.validate(compact).isValid;
}

/** `8803200016` as `880320-0016`. */
const withSign = (compact: string): string =>
  /^(?:\d{2})?\d{9}[\dA-Z]$/.test(compact) ? `${compact.slice(0, -4)}-${compact.slice(-4)}` : compact;

/** The form without separators: neighbouring groups of digits are one, `d3 d2 d4` becomes `d9`. */
function runTogether(groups: string): string {
  let form = groups;
  for (let last = ''; last !== form; ) {
    last = form;
    form = form.replace(
      /([da])(\d+) \1(\d+)/,
      (_, kind: string, one: string, two: string) => kind + (Number(one) + Number(two)),
    );
  }
  return form.replaceAll(' ', '');
}
