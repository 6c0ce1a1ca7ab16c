/** Names and words that fill templates; nobody in particular. */

const list = (text: string): readonly string[] => text.split(' ');

export const firstNames = list(
  'Lena Ali Sofia Per Marta Jonas Chloé Hugo Inês Tiago Haruka Kenta Priya Omar Eva Noah Mia Luca Zoë Pavel Aisha Bruno Greta Yuki',
);
export const lastNames = list(
  'Vogt Demir Rossi Holm Novak Weber Dubois Moreau García López Silva Costa Tanaka Sato Shah Haddad Berg Clarke Bauer Fischer Lindqvist Kowalska Murphy Evans',
);
export const cities = list(
  'Berlin Hamburg Wien Zürich Paris Lyon Nantes Madrid Sevilla Valencia Lisboa Porto Recife Osaka Sapporo Nagoya Boston Chicago Leeds Bristol Dublin Utrecht Oslo Turin',
);
export const words = list(
  'harbour window tide valve gauge sprint release garden monday linux rust music coffee trail forest ocean signal update design museum train kitchen library winter summer book radio',
);
export const titles = [
  'The Quiet Harbour',
  'Salt and Wind',
  'Twelve Bridges',
  'The Last Ferry',
  'A Map of Tides',
  'Small Engines',
  'North of Nowhere',
];
export const hosts = ['social.example', 'harbour.social', 'tide.town', 'photos.example', 'masto.example', 'wind.cafe'];
export const weekdays = list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
export const months = list('January February March April May June July August September October November December');
export const spanishMonths = list(
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
);
