import { serverWords, type Explain } from './explanation.js';
import { fieldsName, quotedNames } from './names.js';
import type { ServerErrorFields } from './serverError.js';

function table({ schema, table: name }: ServerErrorFields): string {
  return fieldsName({ sqlState: '', message: '', schema, table: name }) ?? 'the table';
}

/** 23502 not_null_violation. */
export const notNullViolation: Explain = (fields, context) => {
  const column = fieldsName(fields) ?? quotedNames(fields.message)[0] ?? 'the column';
  return {
    message: `${context.object}: some rows have NULL in ${column}, which must not be NULL.`,
    hint: `Fill them first (UPDATE ${table(fields)} SET … WHERE ${fields.column ?? '…'} IS NULL), or give a new column a default.`,
  };
};

/** 23503 foreign_key_violation. */
export const foreignKeyViolation: Explain = (fields, context) => ({
  message: `${context.object}: rows of ${table(fields)} break the foreign key ${fields.constraint ?? ''}.`,
  hint: 'Correct or delete these rows, or add those that they refer to, then apply again.',
});

/** 23505 unique_violation. */
export const uniqueViolation: Explain = (fields, context) => ({
  message: `${context.object}: rows of ${table(fields)} have equal values where ${fields.constraint ?? 'a key'} wants each only once.`,
  hint: 'Remove or change the duplicates, then apply again.',
});

/** 23514 check_violation, of tables and of domains; and of a row for which there is no partition. */
export const checkViolation: Explain = (fields, context) => {
  if (fields.routine === 'ExecFindPartition') {
    return {
      message: `${context.object}: rows of ${fieldsName(fields) ?? 'the table'} fit none of its partitions: ${serverWords(fields)}.`,
      hint: 'Add a partition for them (or a DEFAULT partition), or move the rows away, then apply again.',
    };
  }
  return brokenCheck(fields, context);
};

const brokenCheck: Explain = (fields, context) => ({
  message:
    `${context.object}: rows of ${fieldsName(fields) ?? 'the table'} break the check ${fields.constraint ?? ''}`.trimEnd() +
    '.',
  hint: 'Correct the rows that break it, then apply again.',
});

/** 23P01 exclusion_violation. */
export const exclusionViolation: Explain = (fields, context) => ({
  message: `${context.object}: rows of ${table(fields)} conflict under the exclusion constraint ${fields.constraint ?? ''}.`,
  hint: 'Correct or delete one of each two rows that conflict, then apply again.',
});

/** 22P02, 22001, 22003, 22007, 22008: a value that the new type can't hold. */
export const valueDoesNotFit: Explain = (fields, context) => ({
  message: `${context.object}: a value cannot become the new type: ${serverWords(fields)}.`,
  hint: 'Find and correct the values that do not fit, or convert them with an expression of your own (ALTER COLUMN … TYPE … USING …).',
});

/** 428C9 generated_always. */
export const generatedAlways: Explain = (fields, context) => ({
  message: `${context.object}: the server makes the values of this column itself: ${serverWords(fields)}.`,
  hint: 'Leave the column out, or write OVERRIDING SYSTEM VALUE for an identity column.',
});
