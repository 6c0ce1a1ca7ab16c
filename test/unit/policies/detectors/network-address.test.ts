import { type Band, expectFound, found } from './finds.ts';

const ips: readonly (readonly [range: string, text: string, band: Band])[] = [
  ['private', 'log in on «192.168.10.15»', 'high'],
  ['private', 'it hangs, «10.1.2.3» does not answer', 'high'],
  ['private', 'ssh root@«172.16.4.20»', 'high'],
  ['public', 'the server is «93.184.216.34»', 'high'],
  ['public', 'seen from «185.199.108.153» twice', 'high'],
  ['public', 'http://«93.184.216.34»:8080/x', 'high'],
  ['public', 'ping «1.1.1.1»', 'high'],
  ['public', 'we saw «4.3.2.1» again', 'low'],
  ['private', 'host «10[.]0[.]14[.]7»', 'high'],
  ['private', 'host «10.0.14.7»/24', 'high'],
  ['documentation', 'as in «192.0.2.17»', 'low'],
  ['documentation', 'server «2001:db8::17»', 'low'],
  ['public', 'it is «2a00:1450:4001:82b::200e»', 'high'],
  ['private', 'gateway «fd12:3456:789a:1::1» is up', 'high'],
  ['private', 'ping «fe80::1»', 'medium'],
];

const notIps: readonly string[] = [
  'version 10.15.7.1 is out',
  'v1.2.3.4',
  'Chrome 120.0.6099.71',
  'from 127.0.0.1 and 0.0.0.0 with 255.255.255.0',
  'chapter 3.2.1.4',
  '300.1.2.3',
  '1.2.3.4.5',
  'at 10:30:20 and 09:15:00',
  'std::cout and add::bad',
  'IPv6 uses :: for zeros',
];

const macs: readonly (readonly [text: string, band: Band])[] = [
  ['it is «3C:22:FB:9A:10:4E»', 'high'],
  ['it is «3c-22-fb-9a-10-4e»', 'high'],
  ['«3c22.fb9a.104e» on port 4', 'high'],
  ['MAC «10:20:30:40:50:60»', 'high'],
];

const notMacs: readonly string[] = [
  '00:00:00:00:00:00',
  'ff:ff:ff:ff:ff:ff',
  '10-20-30-40-50-60',
  '3c:22:fb:9a:10:4e:aa:bb',
  'at 10:30:20',
  '0102.0304.0506 and counting'.replace('0102.', '1.02'),
];

describe('IP addresses', () => {
  it.each(ips)('%s: are found in %s', (range, text, band) => expectFound('ip-address', text, band, range));

  it.each(notIps)('are not found in %s', (text) => expect(found('ip-address', text)).toEqual([]));
});

describe('MAC addresses', () => {
  it.each(macs)('are found in %s', (text, band) => expectFound('mac-address', text, band));

  it.each(notMacs)('are not found in %s', (text) => expect(found('mac-address', text)).toEqual([]));
});
