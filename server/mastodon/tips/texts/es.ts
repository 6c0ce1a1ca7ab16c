import type { Texts } from './en.ts';

/** Spanish. */
export const es: Texts = {
  block: 'No publicado. {title}: {guidance}',
  confirm:
    'Aún no publicado. {title}: {guidance} Para publicarlo de todos modos, espera un momento y envía otra vez el mismo texto.',
  'confirm-token': 'Aún no publicado. {title}: {guidance} Confírmalo para publicarlo de todos modos.',
  dropped: 'Omitido para quienes leen desde fuera: {names}.',
  'held-note': 'Espera revisión. Hasta entonces solo tú lo ves.',
  'zone-internal': 'Solo para colegas',
  'zone-followers': 'Colegas, y seguidores de fuera',
  'zone-partner': 'Colegas, y socios de «{zone}»',
  held: 'Tu publicación espera revisión antes de salir. {title}: {guidance} La ves en tu cronología; nadie más la ve. Bórrala para retirarla.',
  advise: 'Tu publicación salió. Para la próxima vez, {title}: {guidance}',
  redact:
    'Se quitaron partes de tu publicación para los lectores de fuera. {title}: {guidance} Tus colegas ven el texto completo. Fuera se lee:',
  downgrade: 'Tu publicación llega a menos personas de las que elegiste. {title}: {guidance}',
  narrowed: 'Tu publicación se queda con quienes pueden ver a qué responde.',
  keptInside: 'Tu publicación se queda dentro: este servidor no habla con otros.',
  asked: 'Primero se pregunta a {asked}: hasta que acepte, nadie más de fuera lo verá.',
  'stopped-late': 'Su autor aceptó, pero se queda dentro: las políticas de hoy no lo dejan salir. {title}: {guidance}',
  more: 'Más detalles y qué hacer: {link}',
  found: 'Se encontró: {kinds}.',
  'choice-post': 'Publicar de todos modos',
  'choice-review': 'Enviar a revisión',
  'choice-leave': 'Dejarlo',
  'say-why': 'Di por qué puede salir: responde a este mensaje.',
  posted: 'Publicado.',
  'review-request':
    '{author} quiere que esto salga ({title}). ¿Puede? Un favorito es un sí, una respuesta es una pregunta a la persona.',
  'choice-approve': 'Permitir',
  'choice-reject': 'Rechazar',
  'choice-ask': 'Preguntar',
  'say-what': 'Responde al mensaje con tu pregunta.',
  'review-done': 'Hecho. Gracias.',
  rejected: 'La revisión no permitió esto.',
  'review-released': 'Tu publicación fue autorizada y ha salido.',
  'review-redacted':
    'Tu publicación fue autorizada sin lo que se encontró en ella. Tus colegas ven el texto completo. Fuera se lee:',
  'review-asked': 'Hay una pregunta sobre tu publicación en espera. Responde a este mensaje; seguirá esperando.',
  'review-rejected': 'Tu publicación no sale:',
  'review-expired': 'Nadie autorizó tu publicación a tiempo. Publícala otra vez si aún importa.',
  'review-answered': 'Respuesta a tu pregunta sobre una publicación en espera:',
  incident: '{count} publicaciones se detuvieron en poco tiempo: {title}. Ahora es un incidente: {link}',
};
