import { stdnum } from 'stdnum';

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
  /** Whether the number, without separators and in capitals, passes its checks. */
  validate(compact: string): boolean;
}

interface Row {
  readonly scheme: string;
  /** Name of the scheme in stdnum; the country is the scheme's first two letters. */
  readonly key: string;
  /** Its groups; `|` stands between two ways to count them. */
  readonly groups: string;
  readonly telling?: readonly string[];
  readonly alone?: number;
  readonly words: string;
}

const rows: readonly Row[] = [
  {
    scheme: 'us-ssn',
    key: 'ssn',
    groups: 'd3 d2 d4',
    telling: ['d3-d2-d4'],
    alone: 80,
    words: 'ssn ssns social_security',
  },
  { scheme: 'de-steuer-id', key: 'idnr', groups: 'd2 d3 d3 d3', words: 'steuer idnr identifikationsnummer tax_id' },
  {
    scheme: 'de-rentenversicherung',
    key: 'svnr',
    groups: 'd2 d6 a1 d3',
    telling: ['d8a1d3'],
    alone: 80,
    words: 'rentenversicherung sozialversicherung rvnr svnr versicherungsnummer',
  },
  {
    scheme: 'fr-nir',
    key: 'nir',
    groups: 'd1 d2 d2 d2 d3 d3 d2',
    telling: ['d1 d2 d2 d2 d3 d3 d2', 'd15', 'd13 d2'],
    alone: 80,
    words: 'nir insee sécurité_sociale sécu social_security',
  },
  {
    scheme: 'es-dni',
    key: 'dni',
    groups: 'd8 a1',
    telling: ['d8a1', 'd8-a1'],
    alone: 80,
    words: 'dni nif documento identidad',
  },
  {
    scheme: 'es-nie',
    key: 'nie',
    groups: 'a1 d7 a1',
    telling: ['a1d7a1', 'a1-d7-a1'],
    alone: 80,
    words: 'nie extranjero identidad',
  },
  {
    scheme: 'it-codice-fiscale',
    key: 'codicefiscale',
    groups: 'a6 d2 a1 d2 a1 d3 a1',
    telling: ['a6d2a1d2a1d3a1'],
    alone: 90,
    words: 'codice_fiscale',
  },
  { scheme: 'nl-bsn', key: 'bsn', groups: 'd4 d2 d3', words: 'bsn burgerservicenummer sofinummer citizen_service' },
  {
    scheme: 'gb-nino',
    key: 'nino',
    groups: 'a2 d2 d2 d2 a1',
    telling: ['a2d6a1', 'a2 d2 d2 d2 a1'],
    alone: 70,
    words: 'nino national_insurance ni_number',
  },
  { scheme: 'pl-pesel', key: 'pesel', groups: 'd11', words: 'pesel' },
  {
    scheme: 'se-personnummer',
    key: 'personnummer',
    groups: 'd6 d4',
    telling: ['d6-d4', 'd8-d4'],
    alone: 80,
    words: 'personnummer samordningsnummer personal_identity',
  },
  {
    scheme: 'dk-cpr',
    key: 'cpr',
    groups: 'd6 d4',
    telling: ['d6-d4'],
    alone: 68,
    words: 'cpr cpr-nummer personnummer',
  },
  { scheme: 'no-fodselsnummer', key: 'fodselsnummer', groups: 'd6 d5', words: 'fødselsnummer personnummer fnr' },
  {
    scheme: 'fi-hetu',
    key: 'hetu',
    groups: 'd6 d3a1',
    telling: ['d6-d3a1', 'd6a1d3a1'],
    alone: 85,
    words: 'hetu henkilötunnus personbeteckning',
  },
  {
    scheme: 'be-nn',
    key: 'nn',
    groups: 'd2 d2 d2 d3 d2',
    telling: ['d2.d2.d2-d3.d2'],
    alone: 88,
    words: 'rijksregister registre_national nationaal_nummer insz niss',
  },
  {
    scheme: 'ch-ahv',
    key: 'ssn',
    groups: 'd3 d4 d4 d2',
    telling: ['d3.d4.d4.d2'],
    alone: 90,
    words: 'ahv avs sozialversicherung',
  },
  { scheme: 'at-svnr', key: 'vnr', groups: 'd4 d6', words: 'svnr sozialversicherung versicherungsnummer' },
  { scheme: 'pt-nif', key: 'nif', groups: 'd3 d3 d3', words: 'nif contribuinte' },
  { scheme: 'ie-pps', key: 'pps', groups: 'd7 a1', words: 'pps ppsn' },
  { scheme: 'cz-rc', key: 'rc', groups: 'd6 d4', telling: ['d6/d4'], alone: 80, words: 'rodné_číslo rodné' },
  { scheme: 'ro-cnp', key: 'cnp', groups: 'd13', words: 'cnp cod_numeric' },
  { scheme: 'bg-egn', key: 'egn', groups: 'd10', words: 'егн egn' },
  { scheme: 'hr-oib', key: 'oib', groups: 'd11', words: 'oib' },
  { scheme: 'ee-ik', key: 'ik', groups: 'd11', words: 'isikukood' },
  { scheme: 'lt-asmens-kodas', key: 'asmens', groups: 'd11', words: 'asmens_kodas' },
  { scheme: 'gr-amka', key: 'amka', groups: 'd11', words: 'αμκα amka' },
  { scheme: 'ca-sin', key: 'sin', groups: 'd3 d3 d3', words: 'sin social_insurance assurance_sociale' },
  { scheme: 'au-tfn', key: 'tfn', groups: 'd3 d3 d3', words: 'tfn tax_file' },
  { scheme: 'in-aadhaar', key: 'aadhaar', groups: 'd4 d4 d4', words: 'aadhaar aadhar uidai' },
  { scheme: 'in-pan', key: 'pan', groups: 'a5 d4 a1', telling: ['a5d4a1'], alone: 70, words: 'pan permanent_account' },
  { scheme: 'br-cpf', key: 'cpf', groups: 'd3 d3 d3 d2', telling: ['d3.d3.d3-d2'], alone: 88, words: 'cpf' },
  { scheme: 'mx-curp', key: 'curp', groups: 'a4 d6 a6 d2', telling: ['a4d6a6d2'], alone: 90, words: 'curp' },
  { scheme: 'kr-rrn', key: 'rrn', groups: 'd6 d7', telling: ['d6-d7'], alone: 80, words: '주민등록번호 주민번호' },
  { scheme: 'za-id', key: 'idnr', groups: 'd13', words: 'south_african rsa_id' },
  { scheme: 'tr-tckimlik', key: 'tckimlik', groups: 'd11', words: 'tckn kimlik' },
];

/** Words that any country's number may stand beside. */
const anyNumber = 'national_id identity_number personal_number identity_card id_card personalausweis';

export const nationalSchemes: readonly NationalScheme[] = rows.map(
  ({ scheme, key, groups, telling = [], alone = 0, words }) => {
    const country = scheme.slice(0, 2).toUpperCase();
    const validator = stdnum[country]?.[key];
    if (validator === undefined) throw new Error(`stdnum has no validator \`${key}\` for \`${country}\``);
    return {
      country,
      scheme,
      compact: groups.split('|').map(runTogether),
      telling,
      alone,
      words: `${words} ${anyNumber}`,
      validate: (compact) => validator.validate(compact).isValid,
    };
  },
);

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
