import type { GuardViolation } from '../../../core/dialect/executor.js';
import type { Token } from '../../../core/normalizer/token.js';
import { unquote } from '../kinds/expression.js';
import { mssqlLexer } from '../normalizer/lexer.js';

type Origin = 'generated' | 'edited';

interface Word {
  readonly token: Token;
  /** In lower case where it is an unquoted word; otherwise the token itself. */
  readonly text: string;
  /** What it names where it is an identifier of either kind, in lower case. */
  readonly name: string;
}

interface Finding {
  readonly word: Word;
  readonly reason: string;
}

const endsTransaction = 'begins or ends a transaction, which DBVC does around all steps';
const wholeServer = 'acts on the whole server or on other sessions';
const noTransaction = 'cannot run inside the transaction that DBVC opens around all steps';
const runsNothing = 'keeps what follows from running';
const principals = 'changes users, roles or logins';
const dynamic = 'runs SQL that cannot be checked beforehand';

/** Statements that may not run, by the words that they begin with. */
const forbidden: readonly (readonly [words: string, reason: string])[] = [
  ['drop database', 'drops a database'],
  ['create database', 'creates a database'],
  ['alter database', 'changes a whole database'],
  ['alter authorization on database', 'changes a whole database'],
  ['alter resource', wholeServer],
  ['alter availability', wholeServer],
  ['restore', 'restores over a database'],
  ['backup', 'writes files of the server'],
  ['reconfigure', 'changes the settings of the whole server'],
  ['shutdown', wholeServer],
  ['kill', wholeServer],
  ['begin tran', endsTransaction],
  ['begin transaction', endsTransaction],
  ['begin distributed', endsTransaction],
  ['commit', endsTransaction],
  ['rollback', endsTransaction],
  ['save tran', 'sets a savepoint, which can undo steps that were reported as done'],
  ['save transaction', 'sets a savepoint, which can undo steps that were reported as done'],
  ['set noexec', runsNothing],
  ['set parseonly', runsNothing],
  ['set fmtonly', runsNothing],
  ['use', 'goes to another database'],
  ['dbcc', wholeServer],
  ['checkpoint', wholeServer],
  ['bulk', 'reads files of the server'],
  ['setuser', principals],
  ['revert', principals],
  ['create fulltext', noTransaction],
  ['alter fulltext', noTransaction],
  ['drop fulltext', noTransaction],
  ...['create', 'alter', 'drop'].flatMap((verb) =>
    ['login', 'user', 'role', 'application', 'credential', 'endpoint', 'server', 'assembly', 'event'].map(
      (what) => [`${verb} ${what}`, principals] as const,
    ),
  ),
];

/** Procedures that do what statements may not, by the start of their names. */
const procedures: readonly (readonly [prefix: string, reason: string])[] = [
  ['xp_', 'runs a program or a library of the server'],
  ['sp_configure', 'changes the settings of the whole server'],
  ['sp_oa', 'runs a program or a library of the server'],
  ['sp_execute_external_script', 'runs a program or a library of the server'],
  ['sp_invoke_external', 'calls another server'],
  ['sp_addlinkedserver', wholeServer],
  ['sp_addserver', wholeServer],
  ['sp_dropserver', wholeServer],
  ['sp_serveroption', wholeServer],
  ['sp_procoption', wholeServer],
  ['sp_add_job', wholeServer],
  ['sp_start_job', wholeServer],
  ['sp_update_job', wholeServer],
  ['sp_setapprole', principals],
  ['sp_addlinkedsrvlogin', principals],
  ['sp_grantdbaccess', principals],
  ['sp_revokedbaccess', principals],
  ['sp_change_users_login', principals],
  ['sp_changedbowner', 'changes a whole database'],
  ['sp_password', principals],
  ['sp_approlepassword', principals],
  ...['login', 'user', 'role', 'approle', 'srvrole', 'remotelogin'].flatMap((what) =>
    ['sp_add', 'sp_drop'].map((verb) => [`${verb}${what}`, principals] as const),
  ),
  ['sp_releaseapplock', "releases DBVC's own lock on the database"],
  ['sp_renamedb', 'renames a database'],
  ['sp_detach_db', 'detaches a database'],
  ['sp_attach_db', 'attaches a database'],
  ['sp_dboption', 'changes a whole database'],
];

/** Procedures that run a text, by the start of their names. */
const runsText: readonly string[] = ['sp_execute', 'sp_msforeach', 'sp_prep', 'sp_cursor'];

/** Functions that have another server run a text, or read a file. */
const readsElsewhere: ReadonlySet<string> = new Set(['openquery', 'openrowset', 'opendatasource']);

/** What the planner may say of the users and roles of a database, and nobody by hand. */
const ofDatabase = /^(?:create|alter|drop) (?:user|role)$/;

const opensWithModule = /^(?:view|proc|procedure|function|trigger)$/;

/**
 * The reasons why a batch may not run, with the 1-based positions of what is refused. Reads tokens, so that comments,
 * brackets and case do not matter. What stands in a module's body runs later and is not looked at.
 */
export function guardStatement(sql: string, origin: Origin): Promise<readonly GuardViolation[]> {
  return Promise.resolve(
    findIn(sql, origin).map(({ word, reason }) => ({ reason, position: word.token.start + 1 })),
  );
}

function findIn(sql: string, origin: Origin): readonly Finding[] {
  const { tokens, unreadable } = mssqlLexer().tokens(sql);
  if (unreadable !== undefined) {
    const token: Token = { kind: 'other', start: unreadable.position, end: sql.length };
    return [{ word: { token, text: '', name: '' }, reason: `cannot be read: ${unreadable.reason}` }];
  }
  const words = tokens
    .filter(({ kind }) => kind !== 'comment')
    .map((token): Word => {
      const text = sql.slice(token.start, token.end);
      const named = token.kind === 'identifier' || token.kind === 'quoted-identifier';
      return {
        token,
        text: token.kind === 'identifier' ? text.toLowerCase() : text,
        name: named ? unquote(text).toLowerCase() : '',
      };
    });
  if (isModule(words)) return [];
  // T-SQL needs nothing between two statements: every word may begin one.
  return words.flatMap((_word, at) => findAt(words, at, origin));
}

/** Whether the batch makes a module: then it is one statement to its end. */
function isModule(words: readonly Word[]): boolean {
  const [first, second, third, fourth] = words.map(({ text }) => text);
  if (first !== 'create' && first !== 'alter') return false;
  if (opensWithModule.test(second ?? '')) return true;
  return second === 'or' && third === 'alter' && opensWithModule.test(fourth ?? '');
}

function findAt(words: readonly Word[], at: number, origin: Origin): readonly Finding[] {
  const word = words[at];
  if (word?.token.kind !== 'identifier') return [];
  // All of these are reserved words: without brackets, nothing else is called so.
  if (words[at - 1]?.text === '.') return [];
  const refuse = (reason: string): readonly Finding[] => [{ word, reason }];
  if (at === 0 && origin === 'generated' && isThePlannersPrincipal(words)) return [];
  // Where an identity goes on, in a table that the planner made anew.
  if (origin === 'generated' && word.text === 'dbcc' && words[at + 1]?.text === 'checkident') return [];
  if (origin === 'generated' && isThePlannersFulltext(words.slice(at, at + 5))) return [];
  for (const [start, reason] of forbidden) {
    if (start.split(' ').every((one, index) => words[at + index]?.text === one)) return refuse(reason);
  }
  if (word.text === 'drop' && words[at + 1]?.text === 'schema') {
    const isThePlanners =
      origin === 'generated' && words.length === 3 && words[2]?.text.startsWith('[') === true;
    return isThePlanners ? [] : refuse('drops a schema that was not chosen by its name');
  }
  if (origin === 'edited' && readsElsewhere.has(word.text) && words[at + 1]?.text === '(')
    return refuse(dynamic);
  if (word.text === 'execute' || word.text === 'exec') return findInExecute(words, at, origin);
  // The first statement of a batch may call a procedure by its name alone.
  return at === 0 ? findProcedure(words, 0, origin) : [];
}

/** The planner writes names in brackets, as nobody does to try what the guard lets pass. */
function isThePlannersPrincipal(words: readonly Word[]): boolean {
  const [verb, what, name] = words.map(({ text }) => text);
  return ofDatabase.test(`${verb ?? ''} ${what ?? ''}`) && name?.startsWith('[') === true;
}

/** What runs in no transaction gets a segment of its own from the planner. */
function isThePlannersFulltext(words: readonly Word[]): boolean {
  const [, what, , on, name] = words.map(({ text }) => text);
  return what === 'fulltext' && (on === 'on' ? name : on)?.startsWith('[') === true;
}

function findInExecute(words: readonly Word[], at: number, origin: Origin): readonly Finding[] {
  const next = words[at + 1];
  if (next === undefined) return [];
  if (next.text === '(') return origin === 'edited' ? [{ word: next, reason: dynamic }] : [];
  if (next.text === 'as') return [{ word: next, reason: principals }];
  // EXEC @result = procedure
  const target = next.text.startsWith('@') && words[at + 2]?.text === '=' ? at + 3 : at + 1;
  if (words[target]?.text.startsWith('@') === true) {
    return origin === 'edited' ? [{ word: words[target], reason: dynamic }] : [];
  }
  return findProcedure(words, target, origin);
}

/** The procedure whose qualified name stands at a position; `master..xp_cmdshell` leaves a part out. */
function findProcedure(words: readonly Word[], from: number, origin: Origin): readonly Finding[] {
  let at = from;
  while (words[at + 1]?.text === '.') {
    at += 1;
    while (words[at]?.text === '.') at += 1;
  }
  const word = words[at];
  if (word === undefined) return [];
  const found = procedures.find(([prefix]) => word.name.startsWith(prefix));
  if (found !== undefined) return [{ word, reason: found[1] }];
  const isDynamic = runsText.some((prefix) => word.name.startsWith(prefix));
  return origin === 'edited' && isDynamic ? [{ word, reason: dynamic }] : [];
}
