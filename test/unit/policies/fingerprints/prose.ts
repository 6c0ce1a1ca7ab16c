/** A source of numbers from 0 to 1 that gives the same ones each time (Lehmer, 2^31 - 1, 48271). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** From the commonest to the rarest. */
const words = (
  'the of and to in a is that it for on with as we are be this at by our have from not but all they will one can ' +
  'has you more was there what their who new when which up out about if or so time year people some two first then ' +
  'also after work week day now team only next should been made over back where well much between because through ' +
  'under while last good before many most long great little own other old right still need part place same end high ' +
  'report board market price plan project office customer meeting number question result reason problem change start ' +
  'house water light garden river bridge harbour street train window kitchen bread summer winter morning evening ' +
  'division turbine supplier contract margin forecast quarter audit merger budget licence patent prototype launch'
).split(' ');

/** What many people say in the same words. */
const phrases = [
  'at the end of the day',
  'as far as I can tell',
  'looking forward to seeing you',
  'for the first time in years',
  'thank you very much for this',
  'in the course of the next week',
  'if there is anything I can do',
  'it goes without saying that',
  'on the other side of the street',
  'sooner or later everyone will',
  'let me know what you think',
  'the rest of the week is free',
];

function sentence(random: () => number): string {
  const count = 6 + Math.floor(random() * 12);
  const chosen = Array.from({ length: count }, () => words[Math.floor(words.length * random() ** 2)] ?? '');
  if (random() < 0.02) chosen.splice(2, 0, phrases[Math.floor(random() * phrases.length)] ?? '');
  const text = `${chosen.join(' ')}${random() < 0.2 ? `, ${Math.floor(random() * 900)}` : ''}. `;
  return text.replace(/^./, (first) => first.toUpperCase());
}

/** Prose of at least so many characters, with the frequencies of words that prose has. */
export function prose(random: () => number, characters: number): string {
  let text = '';
  while (text.length < characters) text += sentence(random);
  return text;
}
