import { type Band, expectFound, found } from './finds.ts';

const addresses: readonly (readonly [text: string, band: Band])[] = [
  ['she lives at «221B Baker Street, London NW1 6XE»', 'high'],
  ['ship to «1600 Pennsylvania Avenue NW, Washington, DC 20500»', 'high'],
  ['meet at «12 Elm Street» at noon', 'low'],
  ['my address is «12 Elm St»', 'medium'],
  ['«742 Evergreen Terrace, Springfield, OR 97403» again', 'high'],
  ['wohnt in der «Hauptstraße 12, 80331 München»', 'high'],
  ['Anschrift: «Lindenstr. 7a, 10969 Berlin»', 'high'],
  ['«Unter den Linden 77, 10117 Berlin»', 'high'],
  ['habite au «12 rue de la Paix, 75002 Paris»', 'high'],
  ['«5 bis avenue Foch, 69006 Lyon»', 'high'],
  ['dirección: «Calle Mayor 12, 28013 Madrid»', 'high'],
  ['«Calle de Alcalá, n.º 45, 28014 Madrid»', 'high'],
  ['morada: «Rua Augusta 100, 1100-053 Lisboa»', 'high'],
  ['«Avenida Paulista, 1578, 01310-200 São Paulo»', 'high'],
  ['«Via Roma 5, 00184 Roma»', 'high'],
  ['«Keizersgracht 123, 1015 CJ Amsterdam»', 'high'],
  ['住所は«〒150-0001 東京都渋谷区神宮前1丁目2-3»です', 'high'],
  ['«北京市海淀区中关村大街27号»', 'high'],
  ['she lives at «12 Elm Street\nSpringfield, OR 97403»', 'high'],
];

const notAddresses: readonly string[] = [
  'we met 3 times in the street',
  'Version 12 der Allee-App',
  'in 2026 we drive on',
  'the platform has 12 rooms',
  'take 5 and give way',
  'Raum 12, 3 Plätze frei',
  'on 23 November 2026, Berlin',
  'there are 40 of the best on the road',
];

const places: readonly (readonly [text: string, band: Band])[] = [
  ['GPS: «48.858370, 2.294481»', 'high'],
  ['«48.858370N 2.294481E»', 'high'],
  ['«geo:48.858370,2.294481»', 'high'],
  ['lat=«48.858370, lon=2.294481»', 'high'],
  ['com.apple.quicktime.location.ISO6709 «+48.858370+002.294481»', 'high'],
  ['«48°51\'30.1"N 2°17\'40.1"E»', 'high'],
  ['GPS «48 deg 51\' 30.13" N, 2 deg 17\' 40.13" E»', 'high'],
  ['at «48.858370, 2.294481» tonight', 'low'],
];

const notPlaces: readonly string[] = [
  'rates of 1.25 and 2.75',
  'from 98.123456, 2.294481',
  'pi 3.14159265',
  'versions 1.2.3456, 2.3.4567',
  'it is 30° N of here',
];

describe('postal addresses', () => {
  it.each(addresses)('are found in %s', (text, band) => expectFound('postal-address', text, band));

  it.each(notAddresses)('are not found in %s', (text) => expect(found('postal-address', text)).toEqual([]));
});

describe('coordinates', () => {
  it.each(places)('are found in %s', (text, band) => expectFound('geo-location', text, band));

  it.each(notPlaces)('are not found in %s', (text) => expect(found('geo-location', text)).toEqual([]));
});
