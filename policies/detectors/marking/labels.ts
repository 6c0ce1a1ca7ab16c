/** A classification label in one wording. */
export interface Label {
  /** What level it stands for; the scheme of its findings. */
  readonly level: string;
  readonly words: string;
  /** Whether it says so even inside a sentence; the others are ordinary words that only a marking makes a label. */
  readonly telling: boolean;
}

const labels = (level: string, telling: boolean, lines: string): Label[] =>
  lines.split('|').map((words) => ({ level, words: words.trim(), telling }));

/** Labels of organisations and states, by level, in the languages we meet most. */
export const markingLabels: readonly Label[] = [
  ...labels(
    'internal',
    true,
    `for internal use only|internal use only|company internal|for internal distribution only|not for external distribution|
     do not share externally|do not distribute externally|nur für den internen gebrauch|nur für den dienstgebrauch|nur für internen gebrauch|
     nur zur internen verwendung|nicht zur weitergabe|document à usage interne|strictement à usage interne|usage interne uniquement|diffusion interne uniquement|
     ne pas diffuser|solo para uso interno|sólo uso interno|no difundir|apenas para uso interno|somente para uso interno|uso interno exclusivo|
     solo per uso interno|uitsluitend voor intern gebruik|alleen voor intern gebruik|do użytku wewnętrznego|社外秘|部外秘|関係者外秘|
     社内限り|内部资料|内部使用|대외비|사내한|для служебного пользования`,
  ),
  ...labels(
    'internal',
    false,
    'internal|internal only|intern|nur intern|interne|usage interne|interno|uso interno|intern gebruik',
  ),
  ...labels(
    'confidential',
    true,
    `company confidential|commercial in confidence|commercial-in-confidence|private and confidential|private & confidential|
     confidential and proprietary|proprietary and confidential|confidential - do not distribute|attorney-client privileged|
     attorney client privileged|under embargo until|vs-nfd|vs - nur für den dienstgebrauch|firmenvertraulich|betriebsgeheimnis|
     confidentiel entreprise|diffusion restreinte|confidencial de la empresa|confidencial da empresa|機密情報|取扱注意|商业机密|
     конфиденциально|eu restricted|nato restricted|official-sensitive|official sensitive`,
  ),
  ...labels(
    'confidential',
    false,
    'confidential|vertraulich|confidentiel|confidencial|confidenziale|riservato|vertrouwelijk|poufne|fortroligt|konfidentiellt|luottamuksellinen|restricted|proprietary|機密|机密|기밀|privileged',
  ),
  ...labels(
    'strictly-confidential',
    true,
    `strictly confidential|highly confidential|most confidential|streng vertraulich|strikt vertraulich|
     strictement confidentiel|hautement confidentiel|estrictamente confidencial|altamente confidencial|estritamente confidencial|
     strettamente riservato|strettamente confidenziale|strikt vertrouwelijk|ściśle tajne|ściśle poufne|極秘|厳秘|绝密|streng geheim|
     top secret|très secret|совершенно секретно`,
  ),
  ...labels(
    'strictly-confidential',
    false,
    'secret|geheim|secreto|segreto|sigiloso|sigilosa|tajne|マル秘|秘密|секретно',
  ),
];
