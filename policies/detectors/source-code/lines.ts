/** Words a statement begins with, by language; a line that begins so is code of it. */
const beginnings: readonly (readonly [language: string, line: RegExp])[] = [
  ['c', /^#\s*(?:include\s*[<"]|define\s+\w+|if(?:n?def)?\s+\w|endif|pragma\s)/],
  [
    'python',
    /^(?:@[\w.]+(?:\(.*\))?$|(?:async )?def \w+\s*\(.*\)?.*:$|class \w+(?:\(.*\))?:$|from [\w.]+ import |import [\w.]+(?: as \w+)?$|(?:if|elif|while|for|with|except|try|else)\b.*:$|self\.\w+ ?=|return \w[^.!?]*$)/,
  ],
  [
    'javascript',
    /^(?:(?:export )?(?:default )?(?:const|let|var) [\w{[$].* ?=|(?:export )?(?:default )?(?:async )?function\*? ?\w*\s*\(|import .* from ['"]|export (?:type|interface|class|default|\{)|.*=>\s*[{(]?$|\}\)?;?$|interface \w+ .*\{$|type \w+ ?=)/,
  ],
  [
    'java',
    /^(?:(?:public|private|protected|internal|static|final|abstract|override|sealed|virtual)\s+[\w<>[\], ]+[\w>)\]]\s*[({=;]|package [\w.]+;|import (?:static )?[\w.]+\*?;|@\w+(?:\(.*\))?$|namespace [\w.]+|using [\w.]+;)/,
  ],
  [
    'go',
    /^(?:package \w+$|func (?:\(\w+ \*?\w+\) )?\w+\(|type \w+ (?:struct|interface) \{|\w+(?:, \w+)* := |if err != nil|defer |go func)/,
  ],
  [
    'rust',
    /^(?:(?:pub(?:\(\w+\))? )?(?:fn|struct|enum|impl|trait|mod|use|const|static)\b.*[{;(]|let (?:mut )?\w+.*=.*;?|match .*\{$|#!?\[.*\]$|\w+!\(.*\);?)/,
  ],
  [
    'sql',
    /^(?:SELECT\b.*(?:\bFROM\b|,|\*)|select .* from \w+|insert into \w+ ?\(|INSERT INTO |UPDATE \w+ SET |DELETE FROM |CREATE (?:OR REPLACE )?(?:TABLE|VIEW|INDEX|FUNCTION|PROCEDURE) |ALTER TABLE |(?:LEFT |INNER |OUTER )?JOIN \w+.* ON |FROM \w+|WHERE .*(?:=|<|>|\bIN\b|\bLIKE\b)|GROUP BY |ORDER BY )/,
  ],
  ['php', /^(?:<\?php|\$\w+(?:->\w+)*\s*=|echo .*;|(?:public |private )?function \w+\(.*\$)/],
  [
    'ruby',
    /^(?:def \w+[?!]?(?:\(.*\))?$|end$|require(?:_relative)? ['"]|module [A-Z]\w*$|class [A-Z]\w*(?: < [\w:]+)?$|attr_\w+ :|\w+\.each do \|)/,
  ],
  [
    'shell',
    /^(?:#!\/|(?:export )?[A-Z_]{2,}=|if \[\[? .* \]\]?|fi$|done$|esac$|then$|(?:for|while) .*; do$|sudo |set -[eux])/,
  ],
  [
    'swift',
    /^(?:(?:@objc )?(?:func|fun) \w+(?:<.*>)?\(.*\{$|guard let |val \w+|var \w+ ?:|data class |override fun |extension \w+)/,
  ],
  ['markup', /^<\/?[A-Za-z][\w:-]*(?:\s[\w:-]+="[^"]*")*\s*\/?>$/],
  [
    'yaml',
    /^(?:apiVersion: |kind: [A-Z]|resource "\w+" "\w+" \{|(?:- )?(?:jobs|steps|services|spec|metadata|template|containers|volumes|environment|runs-on|uses|ports|image):(?: \S+)?$)/,
  ],
  [
    'dockerfile',
    /^(?:FROM \S+(?: AS \w+)?$|RUN \S+ .*|WORKDIR \/\S*$|COPY (?:--\S+ )?\S+ .*|ENV \w+[= ]\S+$|EXPOSE \d+|(?:CMD|ENTRYPOINT) \[|ARG \w+)/,
  ],
];

/** What no prose ends or is made of. */
const signs =
  /^(?:await |return )?\w+(?:\.\w+)+\(.*\);?$|[;{]$|^[}\])]+[;,)]*$|^\w+(?:\.\w+)*\([^()]*\)[;{]|^(?:\/\/|\/\*|\*\/|--|#!)|(?:===?|!==?|&&|\|\||->|::|\+=|:=)\s?\S|^[\w.[\]'"]+ = \S/;
/** An entry of a configuration, which stands deeper than the line before it. */
const entry = /^ {2,}(?:- )?[\w.-]+:(?: \S+)?$/;
const prose = /^[A-Z][a-z]+(?: [\w',]+){6,}[.!?]$/;

export interface CodeLine {
  readonly language?: string;
}

/** What a line of text is as source code; undefined where it is not like any. */
export function codeLine(line: string): CodeLine | undefined {
  const trimmed = line.trim().slice(0, 200);
  if (trimmed === '' || prose.test(trimmed)) return undefined;
  const beginning = beginnings.find(([, pattern]) => pattern.test(trimmed));
  if (beginning !== undefined) return { language: beginning[0] };
  return signs.test(trimmed) || entry.test(line) ? {} : undefined;
}
