import type { Explain, Explanation } from './explanation.js';
import { serverWords } from './explanation.js';
import { missingExtensionFile } from './missingObjects.js';
import { quotedNames, whereNamed } from './names.js';

/** An explanation whose sentence is the server's own, after the object that it is about. */
function withHint(hint: string): Explain {
  return (fields, context) => ({ message: `${context.object}: ${serverWords(fields)}.`, hint });
}

/** 42804 datatype_mismatch: no implicit cast, a default or a foreign key of another type. */
export const datatypeMismatch: Explain = (fields, context): Explanation => {
  const using = /USING [^"»«“”]+/.exec(fields.hint ?? '')?.[0];
  return {
    message: `${context.object}: ${serverWords(fields)}.`,
    hint:
      using === undefined
        ? 'Types on both sides of it must match: change or cast one of them.'
        : `The server has no cast that it applies by itself: say how values are converted, e.g. ${using.trim()}.`,
  };
};

/** 42846 cannot_coerce. */
export const cannotCast = withHint(
  'No cast leads from the old type to the new one: convert through an expression (USING), or in two steps, e.g. by way of text.',
);

/** 42P16 invalid_table_definition: CREATE OR REPLACE VIEW among others. */
export const invalidTableDefinition = withHint(
  'It cannot become that in place: what it is now has to be dropped first, with what depends on it. Compare again and apply the whole object.',
);

/** 42P17 invalid_object_definition. */
export const invalidObjectDefinition = withHint(
  'The definition is not valid as it stands: an index, generated column or partition key needs IMMUTABLE functions, partitions must not overlap.',
);

/** 42P13 invalid_function_definition. */
export const invalidFunctionDefinition = withHint(
  'CREATE OR REPLACE keeps return type and the names of parameters: the function has to be dropped first, with what depends on it.',
);

/** 42809 wrong_object_type. */
export const wrongObjectType = withHint(
  'On the target, the name belongs to an object of another kind. Compare again.',
);

/** 42601 syntax_error. */
export const syntaxError = withHint(
  'Either the script was edited, or the target is of an older version than the source and lacks this syntax.',
);

/** 42725 ambiguous_function, 42702 ambiguous_column. */
export const ambiguous = withHint('Qualify the name, or give the types of all arguments.');

/** 54000, 54001, 54011 and their like: a limit of the server. */
export const limitExceeded = withHint('The server has a fixed limit here: make the definition smaller.');

/** 42830 invalid_foreign_key. */
export const invalidForeignKey: Explain = (fields, context) => {
  const table = quotedNames(fields.message)[0];
  const otherwise =
    'Add the primary key or unique constraint on exactly these columns of the referenced table first.';
  return {
    message: `${context.object}: the columns that the foreign key refers to${table === undefined ? '' : ` in ${table}`} have no unique constraint.`,
    hint: table === undefined ? otherwise : whereNamed(table, context, otherwise),
  };
};

/** 55P04 unsafe_new_enum_value_usage. */
export const unsafeEnumValue: Explain = (fields, context) => {
  const value = quotedNames(fields.message)[0];
  return {
    message: `${context.object} uses the new enum value ${value ?? ''} in the transaction that added it, which PostgreSQL does not allow.`,
    hint: 'Apply the enum type first, by itself, then the rest.',
  };
};

/** 0A000 feature_not_supported: dependent views, missing extensions, and what this version or engine can't do. */
export const notSupported: Explain = (fields, context) => {
  if (fields.routine === 'parse_extension_control_file') return missingExtensionFile(fields, context);
  if (fields.routine === 'RememberAllDependentForRebuilding' || fields.routine === 'ATExecAlterColumnType') {
    return {
      message: `${context.object}: a column's type cannot change while something reads the column (${serverWords(fields)}).`,
      hint: 'What reads it has to be dropped before and made again after. Compare again, so that the plan includes it.',
    };
  }
  return {
    code: 'not-supported',
    message: `${context.object}: the target cannot do this: ${serverWords(fields)}.`,
    hint:
      fields.hint ?? "Compare the two servers' versions and what the target's documentation says about it.",
  };
};
