import { detectAll } from '../../../../policies/detectors/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { type Band, expectFound, found } from './finds.ts';

const labels: readonly (readonly [level: string, text: string, band: Band])[] = [
  ['internal', '«For internal use only», said the label on the jar.', 'low'],
  ['strictly-confidential', '«Top secret» recipe: flour, eggs, salt', 'low'],
  ['internal', '«For internal use only», says the first slide', 'medium'],
  ['strictly-confidential', 'the offer is «strictly confidential»', 'medium'],
  ['internal', 'die Folien sind «nur für den internen Gebrauch»', 'medium'],
  ['confidential', '«CONFIDENTIAL»\nQ3 figures', 'high'],
  ['confidential', '[«Confidential»] Q3 figures', 'high'],
  ['confidential', '«Confidential» – Q3 figures', 'high'],
  ['confidential', 'Classification: «Confidential»', 'high'],
  ['confidential', 'Q3 figures #«confidential»', 'high'],
  ['confidential', 'these slides are CONFIDENTIAL, mind you'.replace('CONFIDENTIAL', '«CONFIDENTIAL»'), 'low'],
  ['internal', '(«internal») the road map', 'high'],
  ['internal', 'INTERNAL: the road map'.replace('INTERNAL', '«INTERNAL»'), 'high'],
  ['internal', 'slides «for internal use only», please', 'medium'],
  ['internal', '«Internal Use Only»\nroad map', 'high'],
  ['strictly-confidential', 'this is «strictly confidential» until May', 'medium'],
  ['strictly-confidential', '«STRICTLY CONFIDENTIAL» until May', 'high'],
  ['strictly-confidential', '«Streng vertraulich» – Zahlen', 'high'],
  ['confidential', 'Einstufung: «Vertraulich»', 'high'],
  ['internal', '«VS-NfD»'.replace('VS-NfD', 'nur für den Dienstgebrauch'), 'high'],
  ['confidential', '«Confidentiel»\nchiffres du trimestre', 'high'],
  ['confidential', '[«Confidencial»] cifras', 'high'],
  ['internal', '【«社外秘»】第3四半期の数字', 'high'],
  ['strictly-confidential', 'この資料は«極秘»です', 'medium'],
  ['internal', '«내부 자료»'.replace('내부 자료', '대외비'), 'high'],
  ['tlp-red', 'as agreed, «TLP:RED», so keep it', 'high'],
  ['tlp-amber', '«TLP:AMBER+STRICT» report', 'high'],
  ['tlp-green', '«tlp: green» report', 'medium'],
  ['confidential', '«Ｃｏｎｆｉｄｅｎｔｉａｌ»\nQ3', 'high'],
  ['confidential', '«C\u200bonfi\u200bdential»\nQ3', 'high'],
];

const prose: readonly string[] = [
  '#internals of the engine',
  'your confidential helpline is open at any time',
  'internal medicine is her field',
  'the secret of good bread is time',
  'Secret: use more butter',
  'cookies([secret], [options])',
  'our internship starts in May',
  'an internal server error',
  'TLP:CLEAR for everyone',
  'confidentiality matters to us',
  'Vertraulichkeit ist uns wichtig',
  'THIS IS A CONFIDENTIAL MATTER FOR NOBODY',
  'le service interne des urgences',
  'the Secretary of the board',
];

describe('classification labels', () => {
  it.each(labels)('%s is found in %s', (level, text, band) => expectFound('marking', text, band, level));

  it.each(prose)('are not found in %s', (text) => expect(found('marking', text)).toEqual([]));

  it('are found on a line of their own in markup', () => {
    const text = inspectText('<p>Confidential</p><p>the road map</p>', 'html');
    const [match] = detectAll(text, new Set(['marking']));
    expect(match).toMatchObject({ scheme: 'confidential', start: 3, end: 15, confidence: 95 });
  });
});
