import type { SignInWords } from './en.ts';

/** Portuguese. */
export const pt: SignInWords = {
  signIn: 'Entrar',
  userName: 'Nome de utilizador',
  password: 'Palavra-passe',
  house: 'Este servidor pertence à tua organização. As suas políticas verificam tudo o que sai.',
  refused: 'Esse nome de utilizador e essa palavra-passe não correspondem. Verifica ambos e tenta de novo.',
  throttled: 'Demasiadas tentativas. Espera {minutes} min e tenta de novo.',
  elsewhere: 'Entra nesta própria página.',
  wants: '{app} quer usar a tua conta.',
  allowTitle: 'Permitir esta aplicação?',
  allowApp: 'Permitir {app}?',
  asks: 'Entraste como {name}. {app} pede para:',
  goesBack:
    'Voltas para {place}. Qualquer pessoa pode dar qualquer nome a uma aplicação: permite-a só se foste tu que começaste.',
  pageWithCode: 'uma página com um código para copiar',
  appHere: 'uma aplicação neste dispositivo ({protocol})',
  sees: 'O que a tua organização pode ver',
  seen: [
    'Este servidor pertence à tua organização. Quem o administra pode aceder ao que nele está guardado, incluindo mensagens diretas.',
    'O que sairia da organização é primeiro verificado pelas suas políticas. A decisão fica registada; as palavras encontradas não fazem parte desse registo.',
    'Uma publicação retida para revisão é lida por quem faz a revisão.',
    'Os administradores veem que aplicações permites e quando. Tanto eles como tu podem terminar o acesso de uma aplicação a qualquer momento.',
  ],
  allow: 'Permitir',
  deny: 'Recusar',
  yourCode: 'O teu código',
  copyCode: 'Copia este código para a aplicação. É válido durante um minuto.',
  failed: 'Não resultou',
  expired: 'Esta página esteve aberta demasiado tempo: começa de novo na aplicação.',
  denied: 'A aplicação não foi permitida.',
  scopes: {
    read: 'ler o que podes ler aqui: cronologias, publicações, as tuas notificações e listas',
    write: 'publicar, editar e apagar em teu nome, e mudar o teu perfil e definições',
    follow: 'seguir, silenciar e bloquear por ti',
    push: 'enviar-te notificações push',
    offline_access: 'manter a sessão até que tu ou os administradores a terminem',
    profile: 'saber o teu nome e imagem',
    admin: 'usar os direitos da tua função de moderação',
  },
};
