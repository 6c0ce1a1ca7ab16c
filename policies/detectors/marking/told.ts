import { contextOf } from '../context.ts';

/** What carries labels, and what people say who mean one. */
const carriers = contextOf(
  'document file slide deck memo draft report figures numbers roadmap road_map plan budget attach pdf sheet spreadsheet list',
  'material information content email mail results forecast contract minutes agenda proposal presentation policy handbook',
  'post page photo version copy data details note text thread link password meeting project contents notice',
  'please keep share forward distribute publish send leak circulate this_is these_are treat marked mark',
  'dokument datei folie unterlage entwurf bericht zahlen liste anhang protokoll angebot vertrag präsentation inhalt angaben',
  'dies_ist das_ist diese bitte weiterleiten teilen veröffentlichen vermerk',
  'fichier diapo présentation brouillon rapport chiffres liste pièce_jointe contrat compte_rendu ceci_est merci partager',
  'documento archivo diapositiva presentación borrador informe cifras lista adjunto contrato acta esto_es por_favor compartir',
  'arquivo ficheiro slides apresentação rascunho relatório números lista anexo contrato ata isto_é isso_é partilhar compartilhar',
  '資料 文書 書類 ファイル 添付 報告 議事録 数字 計画 契約 情報 スライド メール 内容 取り扱い 共有 转发 文件 자료 문서 документ файл',
);
const reach = 80;
/** Somebody else is said to have said it: `…, said the label`. */
const reported =
  /^["'”»)]{0,2} ?,? ?(?:it )?(?:said|says|read|reads|sagt|sagte|steht|stand|dit|disait|indique|pone|dice|decia|diz|dizia)(?![a-z])|^["'”»]? ?(?:と書|って書)/i;
const reporting =
  /(?:label|sign|sticker|schild|etikett|aufkleber|etiquette|panneau|etiqueta|cartel|placa|ラベル|看板)[^.!?\n]{0,24}$/i;
/** It only describes a thing, as in `top secret recipe`. */
const describing = /^ [a-z]{3,20}(?:[ ,.:;!?]|$)/;
const joining =
  /^ (?:until|and|but|for|please|before|or|bis|und|aber|bitte|jusqu|hasta|pero|ate|mas|por|oder|vor|tot|the|till|since|from|with|not|nicht|this|that|these|those|here|so|yet|too|now)(?![a-z])/;

/**
 * Whether a label inside a sentence is only told of, or describes an ordinary thing, and nothing that carries labels is
 * spoken of beside it.
 */
export function isOnlyTold(text: string, start: number, end: number): boolean {
  const [before, behind] = [text.slice(Math.max(0, start - 40), start), text.slice(end, end + 24)];
  const isTold = reported.test(behind) || reporting.test(before) || (describing.test(behind) && !joining.test(behind));
  return isTold && !carriers.near(text, start, end, reach);
}
