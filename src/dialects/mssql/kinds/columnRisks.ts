import type { Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { risk } from '../generator/statement.js';
import { mayLose, onlyGrows, typeName } from './columnType.js';
import { paddingOff } from './ansiPadding.js';
import { isSet, qualified, relationOf, textOf } from './partName.js';

/** What may happen to the values of a column that becomes another. */
export function risksOfAltering(target: Part, source: Part): readonly Risk[] {
  const name = qualified(target);
  const [from, to] = [textOf(target, 'type') ?? '', textOf(source, 'type') ?? ''];
  const risks: Risk[] = [];
  if (from !== to && mayLose(from, to)) {
    risks.push(risk('may-fail-on-rows', `fails if values of ${name} do not fit ${to}`));
    if (isUnicode(from) && !isUnicode(to)) {
      risks.push(risk('data-loss', `characters of ${name} that ${to} lacks become question marks`));
    } else if (losesDigits(from, to))
      risks.push(risk('data-loss', `digits of ${name} that ${to} has no room for are lost`));
  }
  if (changesCodePage(target, source)) {
    risks.push(
      risk('data-loss', `characters of ${name} that the other collation lacks become question marks`),
    );
  }
  if (!isSet(target, paddingOff) && isSet(source, paddingOff)) {
    risks.push(risk('data-loss', `blanks and zeros at the end of values of ${name} are cut`));
  }
  if (from !== to && !onlyGrows(from, to)) {
    risks.push(
      risk(
        'table-rewrite',
        `writes all rows of ${relationOf(target)} anew, under a lock that stops everybody`,
      ),
    );
  }
  if (isSet(target, 'nullable') && !isSet(source, 'nullable')) {
    risks.push(risk('may-fail-on-rows', `fails if rows have no value in ${name}`));
  }
  return risks;
}

function isUnicode(type: string): boolean {
  return ['nchar', 'nvarchar', 'ntext'].includes(typeName(type));
}

/** Whether texts that are kept in the code page of their collation get another collation, which may have another one. */
function changesCodePage(target: Part, source: Part): boolean {
  const isCoded = [target, source].every((part) =>
    ['char', 'varchar', 'text'].includes(typeName(textOf(part, 'type') ?? '')),
  );
  return isCoded && textOf(target, 'collation') !== textOf(source, 'collation');
}

/** Whether what is after the point, or a fraction of a second, is rounded away without a word. */
function losesDigits(from: string, to: string): boolean {
  const exact = ['int', 'bigint', 'smallint', 'tinyint', 'bit'];
  const fractional = ['decimal', 'numeric', 'float', 'real', 'money', 'smallmoney'];
  const times = ['datetime', 'datetime2', 'datetimeoffset', 'smalldatetime', 'time', 'date'];
  const [before, after] = [typeName(from), typeName(to)];
  if (fractional.includes(before) && (exact.includes(after) || fractional.includes(after))) return true;
  return times.includes(before) && times.includes(after);
}
