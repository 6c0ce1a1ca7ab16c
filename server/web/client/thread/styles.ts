/** The page around gives font and text colour; `--portico-accent` and its like change the rest. */
export const styles = `
:host{display:block;color-scheme:inherit;--a:var(--portico-accent,LinkText);--l:var(--portico-line,color-mix(in srgb,currentColor 18%,transparent));--m:var(--portico-muted,color-mix(in srgb,currentColor 72%,transparent));overflow-wrap:anywhere}
:host([hidden]){display:none}
*{box-sizing:border-box}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .75rem;border-bottom:1px solid var(--l);padding-bottom:.5rem}
h1,h2,h3,h4,h5,h6{margin:0;font-size:1.25em;line-height:1.3}
p{margin:0}
.count,.handle,.when,.none,.hint{color:var(--m);font-size:.875em}
.none{padding:1rem 0}
a{color:var(--a);text-underline-offset:.2em}
.name{color:inherit;font-weight:600;text-decoration:none}
.name:hover,.when:hover{text-decoration:underline}
.when{text-decoration:none;white-space:nowrap}
ol[part]{list-style:none;margin:0;padding:0}
li[part]{padding:1rem 0;border-bottom:1px solid var(--l)}
.depth-2{margin-left:1.25rem}.depth-3{margin-left:2.5rem}.depth-4{margin-left:3.75rem}
.said{margin-top:.375rem}.said p{margin:.5em 0}.said :is(p,li,blockquote){unicode-bidi:plaintext}.said pre{white-space:pre-wrap}
.said blockquote{margin:.5em 0;padding-left:.75rem;border-left:3px solid var(--l)}
summary{padding:.375rem 0;font-weight:600;cursor:pointer}
.reply{display:inline-block;padding:.25rem 0;font-size:.875em;font-weight:600}
form{margin-top:1.25rem}
label{font-weight:600}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}
input{flex:1 1 10rem;min-width:0;max-width:22rem;min-height:2.75rem;padding:.375rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--m);border-radius:.5rem}
::placeholder{color:var(--m);opacity:1}
button{min-height:2.75rem;padding:.375rem 1.125rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:var(--portico-accent,ButtonText);color:var(--portico-on-accent,ButtonFace);cursor:pointer}
:focus-visible{outline:3px solid var(--a);outline-offset:2px;border-radius:3px}
@media print{form,.reply{display:none}}
`;
