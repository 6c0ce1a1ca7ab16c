import type { Texts } from './en.ts';

/** Japanese. */
export const ja: Texts = {
  block: '投稿されませんでした。{title}：{guidance}',
  confirm:
    'まだ投稿されていません。{title}：{guidance} それでも投稿する場合は、少し待ってから同じ文章をもう一度投稿してください。',
  'confirm-token': 'まだ投稿されていません。{title}：{guidance} それでも投稿するには確認してください。',
  dropped: '外部の読者には表示されない項目：{names}',
  'held-note': '確認待ちです。それまではあなただけに表示されます。',
  'zone-internal': '社内のみ',
  'zone-followers': '社内と社外のフォロワー',
  'zone-partner': '社内と「{zone}」のパートナー',
  held: '投稿は社外に出る前に確認を待っています。{title}：{guidance} あなたのタイムラインにだけ表示されます。取り下げるには削除してください。',
  advise: '投稿されました。次回のために、{title}：{guidance}',
  redact: '社外の読者向けに投稿の一部が取り除かれました。{title}：{guidance} 社内では全文が読めます。社外での表示：',
  downgrade: '投稿は選んだ範囲より狭い範囲に届きました。{title}：{guidance}',
  narrowed: '投稿は返信先を見られる人だけに届きます。',
  keptInside: '投稿は社内にとどまります。このサーバーは他のサーバーと通信しません。',
  asked: '先に {asked} の承諾を求めています。承諾されるまで、社外のほかの人には届きません。',
  'stopped-late':
    '相手は承諾しましたが、現在のポリシーにより社外には出ません。社内にはそのまま残ります。{title}：{guidance}',
  more: '詳細と対処方法：{link}',
  found: '見つかったもの：{kinds}。',
  'choice-post': 'それでも投稿する',
  'choice-review': '確認に回す',
  'choice-leave': 'やめる',
  'say-why': '外に出してよい理由を、このメッセージへの返信で教えてください。',
  posted: '投稿しました。',
  'review-request':
    '{author} さんがこれを外に出したいと言っています（{title}）。よいですか。お気に入りは承認、返信は本人への質問になります。',
  'choice-approve': '承認する',
  'choice-reject': '却下する',
  'choice-ask': '質問する',
  'say-what': '質問をこのメッセージへの返信で書いてください。',
  'review-done': '完了しました。ありがとうございます。',
  rejected: '確認の結果、これは承認されませんでした。',
  'review-released': '投稿が承認され、外に出ました。',
  'review-redacted':
    '見つかった部分を除いて投稿が承認されました。社内では全文が見えます。外では次のように表示されます。',
  'review-asked':
    '確認待ちの投稿について質問があります。このメッセージに返信してお答えください。投稿は引き続き待ちます。',
  'review-rejected': '投稿は外に出ません。',
  'review-expired': '期限までに投稿が承認されませんでした。まだ必要であれば、もう一度投稿してください。',
  'review-answered': '確認待ちの投稿についての質問に、投稿者が答えました。',
  incident: '短い間に {count} 件の投稿が止められました：{title}。インシデントとして記録されました：{link}',
};
