import type { StatementContext } from '../../../core/dialect/executor.js';
import { serverWords, type Explain, type Explanation } from './explanation.js';
import { isItself, quotedNames, whereNamed } from './names.js';

const notCompared =
  'Neither side has it among what was compared: create it on the target first, or include it in the comparison.';

/** Something that a statement needs and the target lacks. */
function missing(
  kind: string,
  name: string,
  context: StatementContext,
  otherwise = notCompared,
): Explanation {
  if (isItself(name, context)) {
    return {
      message: `${context.object} is not on the target (any more).`,
      hint: 'The target has changed since the comparison. Compare again.',
    };
  }
  return {
    message: `${context.object} needs ${kind} ${name}, which the target does not have.`,
    hint: whereNamed(name, context, otherwise),
  };
}

/** 42P01 undefined_table. */
export const undefinedTable: Explain = (fields, context) =>
  missing('relation', quotedNames(fields.message)[0] ?? serverWords(fields), context);

/** 3F000 invalid_schema_name. */
export const undefinedSchema: Explain = (fields, context) =>
  missing('schema', quotedNames(fields.message)[0] ?? serverWords(fields), context);

/** 42883 undefined_function: functions and procedures by signature, which no language quotes, and operators. */
export const undefinedFunction: Explain = (fields, context) => {
  const signature =
    /^(?:function|procedure|aggregate|routine) (.*\)) /.exec(fields.message)?.[1] ??
    /\S+\(.*\)/.exec(fields.message)?.[0];
  if (signature !== undefined) {
    return missing(
      'function',
      signature,
      context,
      `${notCompared} Or write the casts that an existing one needs.`,
    );
  }
  return {
    message: `${context.object} uses what the target does not have: ${serverWords(fields)}.`,
    hint: 'Cast one operand, or create the operator (or the extension that brings it) on the target first.',
  };
};

/** 42704 undefined_object: types, roles, and whatever else has no SQLSTATE of its own. */
export const undefinedObject: Explain = (fields, context) => {
  const names = quotedNames(fields.message);
  const name = (names[0] ?? serverWords(fields)).replace(/(?:\[\])+$/, '');
  switch (fields.routine) {
    case 'get_role_oid':
      return missing(
        'role',
        name,
        context,
        'Roles belong to the whole server and DBVC never makes them. Create it there, or ignore owners and privileges.',
      );
    case 'get_tablespace_oid':
      return missing(
        'tablespace',
        name,
        context,
        'Tablespaces belong to the whole server and DBVC never makes them. Create it there, or ignore tablespaces.',
      );
    case 'typenameType':
    case 'get_object_address_type':
      return missing('type', name, context);
    case 'get_collation_oid':
      return missing(
        'collation',
        name,
        context,
        'Create it on the target first, or use one that both servers have.',
      );
    case 'ResolveOpClass':
      // The name of a missing operator class comes with its access method's; with that alone, no default exists.
      if (names.length < 2) {
        return {
          message: `${context.object}: ${serverWords(fields)}.`,
          hint: 'Name an operator class, or create the extension on the target that has one for this type.',
        };
      }
      return missing('operator class', name, context, 'Create the extension on the target that brings it.');
    default:
      return missing(/^[a-z][a-z ]*(?= ")/.exec(fields.message)?.[0] ?? 'object', name, context);
  }
};

/** 42703 undefined_column. */
export const undefinedColumn: Explain = (fields, context) => {
  const [column, relation] = quotedNames(fields.message);
  if (column === undefined) {
    return { message: `${context.object}: ${serverWords(fields)}.`, hint: notCompared };
  }
  const name = relation === undefined ? column : `${relation}.${column}`;
  return missing(
    'column',
    name,
    context,
    'Take along the table or view whose column it is, or compare again.',
  );
};

/** 58P01 undefined_file, and 0A000 since version 15, of CREATE EXTENSION. */
export const missingExtensionFile: Explain = (fields, context) => {
  const name = quotedNames(fields.message)[0] ?? '';
  const extension =
    /([^/\\]+)\.control$/.exec(name)?.[1] ?? /extension "?([^".;]+)/i.exec(context.statement)?.[1] ?? name;
  return {
    message: `${context.object} needs files that the target's server does not have: ${serverWords(fields)}.`,
    hint: `Install the package that contains the extension ${extension} on the target's server, then apply again.`,
  };
};
