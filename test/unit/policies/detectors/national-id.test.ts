import { nationalSchemes } from '../../../../policies/detectors/national-id/schemes.ts';
import { type Band, expectFound, found } from './finds.ts';

const numbers: readonly (readonly [scheme: string, text: string, band: Band])[] = [
  ['us-ssn', 'my number is «536-22-1234»', 'medium'],
  ['us-ssn', 'SSN: «536-22-1234»', 'high'],
  ['us-ssn', 'social security «536221234»', 'high'],
  ['us-ssn', 'ssn «536 22 1234»', 'high'],
  ['de-steuer-id', 'Steuer-ID «36 574 261 809»', 'high'],
  ['de-steuer-id', 'Steueridentifikationsnummer: «36574261809»', 'high'],
  ['de-rentenversicherung', '«15070649C103»', 'medium'],
  ['fr-nir', '«2 95 10 99 126 111 93»', 'medium'],
  ['fr-nir', 'numéro de sécurité sociale «295109912611193»', 'high'],
  ['es-dni', '«54362315K»', 'medium'],
  ['es-dni', 'DNI «54362315-K»', 'high'],
  ['es-nie', '«X2482300W»', 'medium'],
  ['it-codice-fiscale', '«RCCMNL83S18D969H»', 'high'],
  ['it-codice-fiscale', '«rccmnl83s18d969h»', 'high'],
  ['nl-bsn', 'BSN «111222333»', 'high'],
  ['nl-bsn', 'bsn «1112.22.333»', 'high'],
  ['gb-nino', '«HH 12 34 56 D»', 'low'],
  ['gb-nino', 'National Insurance «HH123456D»', 'high'],
  ['pl-pesel', 'PESEL «44051401359»', 'high'],
  ['se-personnummer', '«880320-0016»', 'medium'],
  ['se-personnummer', 'personnummer «19880320-0016»', 'high'],
  ['fi-hetu', '«131052-308T»', 'high'],
  ['be-nn', '«85.07.30-033.28»', 'high'],
  ['ch-ahv', '«756.9217.0769.85»', 'high'],
  ['at-svnr', 'SVNR «1237 010180»', 'high'],
  ['br-cpf', '«390.533.447-05»', 'high'],
  ['mx-curp', '«BOXW310820HNERXN09»', 'high'],
  ['us-ssn', 'ssn «5 3 6 2 2 1 2 3 4»', 'high'],
  ['us-ssn', 'SSN «536–22–1234»', 'high'],
  ['us-ssn', 'the patient «536-22-1234» was discharged', 'high'],
  ['us-ssn', 'ssn «536_22*1234»', 'high'],
  ['us-ssn', 'ssn «536\n22\n1234»', 'high'],
  ['se-personnummer', 'personnummer «8803200016»', 'high'],
  ['se-personnummer', 'personnummer «198803200016»', 'high'],
  ['sk-rc', '«583205/5713»', 'medium'],
  ['si-emso', 'EMŠO «1308022039510»', 'high'],
  ['rs-jmbg', 'ЈМБГ «0605913172409»', 'high'],
  ['is-kennitala', 'kennitala «030467-1088»', 'high'],
  ['md-idno', 'IDNP «2387938243812»', 'high'],
  ['ua-rntrc', 'РНОКПП «5780585632»', 'high'],
  ['ru-inn', 'ИНН «640016210453»', 'high'],
  ['gb-utr', 'UTR «2210528942»', 'high'],
  ['fr-nif', 'numéro fiscal «09 80 317 837 107»', 'high'],
  ['es-nss', 'Seguridad Social «28-2214166901»', 'high'],
  ['pt-cc', 'cartão de cidadão «63193724 9 WX4»', 'high'],
  ['cl-rut', '«3.056.585-1»', 'medium'],
  ['ar-cuit', 'CUIT «33-32494712-9»', 'high'],
  ['ar-dni', 'DNI «97510326»', 'high'],
  ['co-nit', 'cédula de ciudadanía «0362038618»', 'high'],
  ['uy-cedula', 'cédula «7.857.954-0»', 'high'],
  ['do-cedula', 'cédula «364-3469961-1»', 'high'],
  ['gt-cui', 'DPI «7075 63399 0114»', 'high'],
  ['ve-rif', '«J-11746626-3»', 'high'],
  ['cn-ric', '身份证 «375547201903293767»', 'high'],
  ['cn-ric', '«375547201903293767»', 'high'],
  ['hk-hkid', 'HKID «K6552862»', 'high'],
  ['tw-natid', '身分證 «O226984454»', 'high'],
  ['my-nric', 'MyKad «180111-31-7782»', 'high'],
  ['th-idnr', '«1-5813-63956-79-9»', 'high'],
  ['id-npwp', '«88.426.744.4-290.719»', 'high'],
  ['pk-cnic', 'CNIC «10643-9844658-9»', 'high'],
  ['il-idnr', 'teudat zehut «53789122-8»', 'high'],
  ['mu-nid', '«Y481565919136H»', 'high'],
  ['nz-ird', 'IRD «33-717-0528»', 'high'],
  ['pl-nip', 'NIP «717-973-76-50»', 'high'],
  ['in-epic', 'voter id «LLH8510133»', 'high'],
  ['jp-my-number', 'マイナンバー «1234 5678 9018»', 'high'],
  ['in-aadhaar', 'Aadhaar «2341 2341 2346»', 'high'],
];

const others: readonly string[] = [
  'order 536221234',
  '000-12-3456',
  '666-12-3456',
  '536-00-1234',
  'on 23.11.2026 at 10:30, room 12.34',
  'PESEL 44051401358',
  'invoice 36574261809',
  'part number 54362315A',
  'BSN of the year: 2026',
  'the model HH12345 D',
  'version 1.22.333 and 12.34.56',
  'order 97510326 from Argentina',
  'call 0362038618',
  'epoch 1732349712345 in ms',
  'EAN 4006381333931',
  'national id cards: 12345678 were issued',
  'my dni expires on 23-11-2026',
  'DNI, fecha de nacimiento: 08/02/1958',
  '個人番号 123456789012',
];

describe('national ids', () => {
  it.each(numbers)('%s is found in %s', (scheme, text, band) => expectFound('national-id', text, band, scheme));

  it('carry their country', () => {
    expect(found('national-id', 'ssn 536-22-1234')).toEqual([
      { entity: 'national-id', scheme: 'us-ssn', country: 'US', start: 4, end: 15, confidence: 95 },
    ]);
  });

  it('are numbered in more than fifty countries', () => {
    const countries = new Set(nationalSchemes.map(({ country }) => country));
    expect(countries.size).toBeGreaterThanOrEqual(50);
  });

  it.each(others)('are not found in %s', (text) => expect(found('national-id', text)).toEqual([]));
});
