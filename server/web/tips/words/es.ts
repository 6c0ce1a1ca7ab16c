import type { TipWords } from './en.ts';

/** Spanish. */
export const es: TipWords = {
  page: 'Sobre tu publicación',
  happened: {
    block: 'Tu publicación no se publicó',
    hold: 'Tu publicación pasó a revisión',
    confirm: 'Tu publicación necesita tu confirmación',
    downgrade: 'Tu publicación llega a menos personas de las que elegiste',
    redact: 'Se quitaron partes de tu publicación para los lectores de fuera',
    advise: 'Tu publicación salió, con un consejo',
  },
  why: 'Lo que dicen las políticas',
  found: 'Qué se encontró:',
  unshown: 'Las palabras mismas no se muestran aquí: no quedan registradas.',
  redactions: {
    label: 'sustituido por una etiqueta',
    mask: 'sustituido por puntos',
    remove: 'quitado',
    'keep-last-4': 'sustituido por puntos salvo los cuatro últimos caracteres',
    'drop-attachment': 'omitido con su archivo adjunto',
  },
  outside: 'Lo que se lee fuera',
  held: {
    waiting: 'Espera la palabra de quienes revisan: {agreed} de {tiers} han aceptado.',
    check: 'Espera porque no se pudo hacer una comprobación. Se decide en cuanto vuelva a funcionar, o en la revisión.',
    until: 'Espera hasta el {time}.',
    released: 'La revisión la autorizó: ya salió.',
    rejected: 'No sale:',
    expired: 'Nadie la autorizó a tiempo, así que no sale.',
    gone: 'Ya no espera.',
  },
  whatNext: 'Qué puedes hacer',
  next: {
    block: 'Cambia lo que indican las políticas y publica otra vez.',
    hold: 'Mientras espera no tienes que hacer nada; sabrás en qué queda. Bórrala en tu cronología para retirarla.',
    confirm: 'Decide aquí o responde al mensaje de @policy. Tienes un cuarto de hora desde la pregunta.',
    downgrade:
      'Tus colegas la ven. Para llegar a más personas, cambia lo que indican las políticas y publica otra vez.',
    redact: 'Tus colegas ven el texto completo. Si el resto dice demasiado poco, edita tu publicación.',
    advise: 'No tienes que hacer nada. La próxima vez, sigue el consejo antes de publicar, o edita tu publicación.',
  },
  reason: 'Por qué puede salir',
  answered: 'Tu respuesta ha llegado. @policy te dirá en qué queda.',
  closed: 'Ya no hay nada que responder. Para publicarlo, escríbelo otra vez y se te preguntará de nuevo.',
  again: 'Escribirlo otra vez',
};
