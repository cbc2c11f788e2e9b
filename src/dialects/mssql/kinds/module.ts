import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteQualified } from '../generator/quoting.js';
import { withOff } from '../generator/settings.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { MssqlKind } from './kind.js';
import { createOrAlter, type ModuleWord, saysOtherName, withHeader } from './moduleText.js';
import { flagged, isSet, qualified, textOf, withoutDefaults } from './partName.js';

type ModuleRow = SystemRow<'sql_modules'>;

/** What a module's text and settings are; undefined where the text is hidden or cannot be read or run. */
export function moduleAttributes(
  row: ModuleRow | undefined,
  word: ModuleWord,
  path: readonly string[],
  builder: CatalogBuilder,
): Record<string, Attribute> | undefined {
  if (row?.definition === null || row === undefined) return undefined;
  // What is compiled to native code takes no DDL in a transaction, and stands on memory-optimised tables.
  if (row.uses_native_compilation === true) return undefined;
  const quoted = row.uses_quoted_identifier !== false;
  const text = withHeader(row.definition, word, quoteQualified(...path), quoted);
  if (text === undefined) return undefined;
  return withoutDefaults({
    ...builder.spelling(path[path.length - 1] ?? ''),
    definition: builder.typed(text, quoted),
    'schema bound': flagged(row.is_schema_bound),
    'ansi nulls off': flagged(row.uses_ansi_nulls === false),
    'quoted identifier off': flagged(row.uses_quoted_identifier === false),
  });
}

/** What modules are called that {@link moduleAttributes} does not read: `procedures without a text`. */
export function uncomparedModules(row: ModuleRow | undefined, what: string): string {
  return row?.uses_native_compilation === true ? `natively compiled ${what}s` : `${what}s without a text`;
}

/** Whether a module was renamed, so that running its text again would make another. */
export function isRenamed(row: ModuleRow | undefined, name: string): boolean {
  return saysOtherName(row?.definition ?? '', name, row?.uses_quoted_identifier !== false);
}

/** The statements that make a module, under the SET options that it was made under: the server keeps them with it. */
export function moduleStatements(part: Part, sql: string, ...risks: readonly Risk[]): readonly Statement[] {
  const settings = ['ansi nulls off', 'quoted identifier off']
    .filter((name) => isSet(part, name))
    .map((name) => name.replace(' off', '').replace(' ', '_').toUpperCase());
  return withOff(settings, statement(sql, ...risks));
}

/** ALTER, DROP and reading again drop the signatures of a module. */
export function risksOfSignatures(part: Part): readonly Risk[] {
  return isSet(part, 'signed')
    ? [
        risk(
          'irreversible',
          `drops the signatures of ${qualified(part)}, which ADD SIGNATURE makes again for those who have the key`,
        ),
      ]
    : [];
}

/** What views, procedures, functions and triggers do alike. */
export function moduleScripts(word: ModuleWord): Pick<MssqlKind, 'create' | 'drop' | 'alter' | 'describe'> {
  const described = word.toLowerCase();
  return {
    describe: (part) => `${described} ${qualified(part)}`,
    create: (part) => moduleStatements(part, textOf(part, 'definition') ?? ''),
    drop: (part) => [
      statement(
        `DROP ${word} ${qualified(part)}`,
        risk('drop', `drops ${described} ${qualified(part)}`),
        ...risksOfSignatures(part),
      ),
    ],
    alter: (target, source, changes, context) => alterModule(target, source, changes, context),
  };
}

/** CREATE OR ALTER; what hangs on it by schema binding, or is lost by it, makes room first. */
export function alterModule(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const described = qualified(target);
  if (changes.some(({ attribute }) => attribute === 'name')) {
    return { how: 'replace', reason: `${described} is spelled in another way` };
  }
  if (changes.some(({ attribute }) => attribute === 'returns')) {
    const misplaced = context.dependentsOf(target.id).find((part) => isForOtherFunctions(part, source));
    if (misplaced !== undefined) {
      const reason = `${described} becomes another kind of function, for which ${textOf(misplaced, 'permission') ?? ''} of ${textOf(misplaced, 'to') ?? ''} is not: revoke it first`;
      return { how: 'unsupported', reason };
    }
    return { how: 'replace', reason: `${described} becomes another kind of function, which no ALTER can do` };
  }
  const disturbs = context
    .dependentsOf(target.id)
    // ALTER VIEW drops the view's indexes; what is schema-bound to a module refuses its ALTER.
    .filter(
      (part) =>
        (part.kind === 'index' && part.parent === target.id) ||
        isSet(part, 'schema bound') ||
        isBoundDetail(part),
    )
    .map(({ id }) => id);
  return {
    how: 'in-place',
    statements: moduleStatements(
      source,
      createOrAlter(textOf(source, 'definition') ?? ''),
      ...risksOfSignatures(target),
    ),
    disturbs,
  };
}

/** Whether a permission is none that a function of the source's kind can have (error 4606): EXECUTE is for scalar ones alone. */
function isForOtherFunctions(part: Part, source: Part): boolean {
  const permission = part.kind === 'permission' ? textOf(part, 'permission') : undefined;
  const isScalar = textOf(source, 'returns') === 'scalar';
  if (permission === 'EXECUTE') return !isScalar;
  return isScalar && ['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(permission ?? '');
}

/** Checks, defaults and computed columns are bound to the functions that they call. */
function isBoundDetail(part: Part): boolean {
  return (
    ['check', 'default', 'security-predicate'].includes(part.kind) ||
    (part.kind === 'column' && 'computed' in part.attributes)
  );
}
