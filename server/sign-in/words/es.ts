import type { SignInWords } from './en.ts';

/** Spanish. */
export const es: SignInWords = {
  signIn: 'Iniciar sesión',
  userName: 'Usuario',
  password: 'Contraseña',
  house: 'Este servidor pertenece a tu organización. Sus políticas revisan todo lo que sale de él.',
  refused: 'Ese usuario y esa contraseña no van juntos. Revisa ambos e inténtalo de nuevo.',
  throttled: 'Demasiados intentos. Espera {minutes} min e inténtalo de nuevo.',
  elsewhere: 'Inicia sesión en esta misma página.',
  wants: '{app} quiere usar tu cuenta.',
  allowTitle: '¿Permitir esta aplicación?',
  allowApp: '¿Permitir {app}?',
  asks: 'Has iniciado sesión como {name}. {app} pide:',
  goesBack:
    'Vuelves a {place}. Cualquiera puede poner cualquier nombre a una aplicación: permítela solo si lo empezaste tú.',
  pageWithCode: 'una página con un código para copiar',
  appHere: 'una aplicación de este dispositivo ({protocol})',
  sees: 'Lo que tu organización puede ver',
  seen: [
    'Este servidor pertenece a tu organización. Quienes lo administran pueden acceder a lo que guarda, también a los mensajes directos.',
    'Lo que saldría de la organización lo revisan antes sus políticas. La decisión queda registrada; las palabras encontradas no forman parte de ese registro.',
    'Una publicación retenida para revisión la leen las personas que revisan.',
    'Los administradores ven qué aplicaciones permites y cuándo. Tanto ellos como tú podéis retirar el acceso de una aplicación en cualquier momento.',
  ],
  allow: 'Permitir',
  deny: 'Rechazar',
  yourCode: 'Tu código',
  copyCode: 'Copia este código en la aplicación. Vale durante un minuto.',
  failed: 'No ha funcionado',
  expired: 'Esta página estuvo abierta demasiado tiempo: empieza de nuevo en la aplicación.',
  denied: 'No se permitió la aplicación.',
  scopes: {
    read: 'leer lo que puedes leer aquí: cronologías, publicaciones, tus notificaciones y listas',
    write: 'publicar, editar y borrar en tu nombre, y cambiar tu perfil y tus ajustes',
    follow: 'seguir, silenciar y bloquear por ti',
    push: 'enviarte notificaciones push',
    offline_access: 'mantener la sesión hasta que tú o los administradores la terminéis',
    profile: 'conocer tu nombre y tu imagen',
    admin: 'usar los derechos de tu función de moderación',
  },
};
