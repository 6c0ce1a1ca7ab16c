import { detectorOf } from './detector.ts';
import { type DocumentForm, documentNumbers } from './identity-document.ts';

const form = (country: string, number: string): DocumentForm => ({ country, number: new RegExp(`^(?:${number})$`) });

/** Driver's licence numbers, in the forms of their countries, beside a word that names the document. */
export const driverLicence = detectorOf(
  'driver-licence',
  documentNumbers({
    entity: 'driver-licence',
    words: [
      "driver's_licen driver_licen drivers_licen driving_licen licence_number license_number licence_no license_no licence# license# dl_number dl_no dl# cdl",
      'führerschein führerscheinnummer fahrerlaubnis fahrerlaubnisnummer fs_nummer fs_nr',
      'permis_de_conduire numéro_de_permis n°_de_permis permis_b mon_permis',
      'carnet_de_conducir carné_de_conducir permiso_de_conducir licencia_de_conducir permiso_de_conducción licencia_de_manejo permiso_de_circulación',
      'carta_de_condução licença_de_condução cnh habilitação carteira_de_motorista patente_di_guida',
      '運転免許 免許証 免許番号 驾驶证 駕照 운전면허',
      'rijbewijs prawo_jazdy prawa_jazdy körkort førerkort kørekort ajokortti водительское',
    ],
    forms: [
      form('GB', '[A-Z9]{5}\\d{6}[A-Z9]{2}[A-Z0-9]{3}'),
      form('DE', '[A-Z0-9]\\d{2}[A-Z0-9]{6}\\d[A-Z0-9]'),
      form('FR', '\\d{12}|\\d{2}[A-Z]{2}\\d{5}'),
      form('ES', '\\d{8}[A-Z]|[XYZ]\\d{7}[A-Z]'),
      form('IT', '[A-Z]{2}\\d{7}[A-Z]|U1[A-Z0-9]{7}[A-Z]'),
      form('PT', '[A-Z]{1,2}\\d{6,8}'),
      form('NL', '\\d{10}'),
      form('BE', '\\d{10}'),
      form('AT', '\\d{8}'),
      form('CH', '\\d{12}'),
      form('PL', '\\d{5}\\d{2}\\d{4}'),
      form('IE', '\\d{3}\\d{3}\\d{3}'),
      form('SE', '\\d{6}[A-Z]\\d{3}|\\d{10}'),
      form('NO', '\\d{11}'),
      form('DK', '\\d{8}'),
      form('FI', '\\d{6}\\d{3}[A-Z0-9]'),
      // One form for each state that has one of its own; letters first are the commonest.
      form(
        'US',
        '[A-Z]\\d{7}|[A-Z]\\d{8}|[A-Z]\\d{11,14}|\\d{7,9}|[A-Z]{2}\\d{6,7}|[A-Z]{7}\\d{3}[A-Z0-9]{2}|[A-Z]{3}\\d{9}',
      ),
      form('CA', '[A-Z]\\d{14}|\\d{7}|[A-Z]\\d{12}|\\d{6}-?\\d{3}'),
      form('AU', '\\d{8,10}'),
      form('NZ', '[A-Z]{2}\\d{6}'),
      form('JP', '\\d{12}'),
      form('KR', '\\d{12}'),
      form('CN', '\\d{17}[0-9X]'),
      form('IN', '[A-Z]{2}\\d{13}'),
      form('BR', '\\d{11}'),
      form('ZA', '\\d{8}[A-Z0-9]{4}'),
    ],
  }),
);
