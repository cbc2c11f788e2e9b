import { bothInherited } from './collation.js';
import type { Normalizer } from '../../../core/dialect/normalizer.js';
import { canonicalText, type FoldingRules } from '../../../core/normalizer/canonicalText.js';
import { mssqlLexer } from './lexer.js';

/** A name as a collation that ignores case compares it. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** Words that are keywords in every collation: what a case-sensitive database folds is only these. */
const keywords: ReadonlySet<string> = new Set(
  `add all alter and any as asc authorization begin between bigint binary bit break by cascade case cast catch char
  check close clustered coalesce collate column commit constraint continue convert create cross current cursor date
  datetime datetime2 datetimeoffset deallocate decimal declare default delete desc distinct drop else end escape
  except exec execute exists external fetch float for foreign from full function go goto grant group having holdlock
  identity if image in include index inner insert instead int intersect into is join key left like merge money
  nchar next nocheck nocount nolock nonclustered not ntext null nullif numeric nvarchar of off offset on only open
  option or order out outer output over partition percent pivot precision primary print proc procedure raiserror read
  readonly real references return returns revert revoke right rollback rowguidcol rows save schemabinding select
  sequence set smalldatetime smallint smallmoney some sql_variant table text then throw time tinyint to top tran
  transaction trigger truncate try union unique uniqueidentifier unpivot update use using value values varbinary
  varchar varying view when where while with within xml`.split(/\s+/),
);

function foldKeyword(word: string): string {
  const folded = word.toLowerCase();
  return keywords.has(folded) ? folded : word;
}

const ignoringCase: FoldingRules = { fold: { identifier: foldName, 'quoted-identifier': foldName } };
const lookingAtCase: FoldingRules = { fold: { identifier: foldKeyword } };

/** {@link Normalizer.canonical} for a database whose collation ignores the case of names, or does not. */
export function canonicalTsql(text: string, foldsCase: boolean, quotedIdentifiers = true): string {
  const { tokens, unreadable } = mssqlLexer(quotedIdentifiers).tokens(text);
  if (unreadable !== undefined) return text;
  return canonicalText(text, tokens, foldsCase ? ignoringCase : lookingAtCase);
}

/** T-SQL's rules for what counts as the same text, under the collations that most databases have: names fold. */
export const mssqlNormalizer: Normalizer = {
  load: () => Promise.resolve(),
  canonical: (text) => canonicalTsql(text, true),
  sameMeaning: (pairs) => Promise.resolve(pairs.map(([one, other]) => bothInherited(one, other))),
  dependsOnDatabase: true,
};
