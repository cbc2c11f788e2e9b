import type { StatementContext } from '../../../core/dialect/executor.js';
import { serverWords, type Explain } from './explanation.js';
import { quotedNames } from './names.js';

/** The privilege that a kind of object is most likely short of, as GRANT writes it. */
function grantFor(kind: string, name: string, context: StatementContext): string | undefined {
  const creates = /^\s*create\b/i.test(context.statement);
  switch (kind) {
    case 'schema':
      return `GRANT ${creates ? 'USAGE, CREATE' : 'USAGE'} ON SCHEMA ${name}`;
    case 'database':
      return `GRANT CREATE ON DATABASE ${name}`;
    case 'tablespace':
      return `GRANT CREATE ON TABLESPACE ${name}`;
    case 'table':
    case 'view':
    case 'materialized view':
      return `GRANT ${/\breferences\b/i.test(context.statement) ? 'REFERENCES' : 'SELECT'} ON TABLE ${name}`;
    case 'sequence':
      return `GRANT USAGE ON SEQUENCE ${name}`;
    case 'function':
    case 'procedure':
      return `GRANT EXECUTE ON ${kind.toUpperCase()} ${name}`;
    case 'type':
    case 'language':
    case 'foreign server':
    case 'foreign-data wrapper':
      return `GRANT USAGE ON ${kind.replace('-', ' ').toUpperCase()} ${name}`;
    default:
      return undefined;
  }
}

function asWritten(name: string): string {
  return /^[a-z_][a-z0-9_$.(), ]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** 42501 insufficient_privilege. The server names the object in its own language, without quotes. */
export const permissionDenied: Explain = (fields, context) => {
  const message = `${context.object}: ${serverWords(fields)}.`;
  const owned = /^must be owner of ([a-z -]+?) (.+)$/.exec(fields.message);
  if (owned?.[1] !== undefined && owned[2] !== undefined) {
    const name = asWritten(owned[2]);
    const kind = owned[1] === 'relation' ? 'table' : owned[1];
    return {
      code: 'permission-denied',
      message,
      hint: `Apply as its owner or a member of the owning role (GRANT owner TO login), or let the owner run: ALTER ${kind.toUpperCase()} ${name} OWNER TO login.`,
    };
  }
  // Which needs as much as the DDL that follows.
  if (/^lock table\b/i.test(context.statement)) {
    return {
      code: 'permission-denied',
      message,
      hint: 'Only the owner of a table can change it: apply as the owner, or as a member of the owning role.',
    };
  }
  const denied =
    /^permission denied for (materialized view|foreign server|foreign-data wrapper|[a-z]+) (.+)$/.exec(
      fields.message,
    );
  const grant =
    denied?.[1] === undefined || denied[2] === undefined
      ? undefined
      : grantFor(denied[1], asWritten(denied[2]), context);
  return {
    code: 'permission-denied',
    message,
    hint:
      grant !== undefined
        ? `The login lacks a privilege. Let the owner or a superuser run: ${grant} TO login.`
        : (fields.hint ??
          'Apply as the owner of the object, or as a role with the privilege that is missing.'),
  };
};

/** 0LP01 invalid_grant_operation. */
export const invalidGrant: Explain = (fields, context) => ({
  message: `${context.object}: this privilege cannot be granted or revoked: ${serverWords(fields)}.`,
  hint: 'Apply as the owner of the object, or leave privileges out (--ignore privileges).',
});

/** 25006 read_only_sql_transaction. */
export const readOnlyTransaction: Explain = (fields, context) => ({
  message: `${context.object} cannot be changed: the target only lets itself be read (${serverWords(fields)}).`,
  hint: 'The target is a standby, or its database or role has default_transaction_read_only on. Apply to the primary, or turn that off.',
});

/** 42939 reserved_name. */
export const reservedName: Explain = (fields, context) => ({
  message: `${context.object}: ${quotedNames(fields.message)[0] ?? 'the name'} is reserved for the server.`,
  hint: 'Choose another name on the source: names that start with pg_ belong to the system.',
});
