import type { GuardViolation } from '../../../core/dialect/executor.js';
import { parseStatements } from '../normalizer/sqlParser.js';
import { isForbiddenParse } from './forbiddenParse.js';
import { findForbidden, type StatementOrigin } from './forbiddenStatements.js';
import { splitStatements, type ScriptStatement } from './splitStatements.js';

/**
 * The reasons why a text, of one statement or several, may not run (DESIGN.md section 5.1), with the 1-based positions
 * of what is refused, in UTF-16 units; empty if it may. Every statement is read twice: as words by our own lexer, and
 * by PostgreSQL's parser where that can. What can't be read, is unknown, or is read differently by the two is refused.
 *
 * Literals are read as with standard_conforming_strings on, which the applying session must have set.
 */
export async function guardStatement(
  sql: string,
  origin: StatementOrigin,
): Promise<readonly GuardViolation[]> {
  const split = await splitStatements(sql);
  if (split.unreadable !== undefined) {
    return [
      { reason: `cannot be read: ${split.unreadable.reason}`, position: split.unreadable.position + 1 },
    ];
  }
  const { statements } = split;
  if (statements.length === 0) return [];
  const violations = statements.flatMap((statement) => violationsOf(statement, origin));
  if (violations.length > 0) return violations;
  return violationsByParser(sql, statements, origin);
}

function violationsOf({ words }: ScriptStatement, origin: StatementOrigin): readonly GuardViolation[] {
  return findForbidden(words, origin).map(({ word, reason }) => ({ reason, position: word.token.start + 1 }));
}

async function violationsByParser(
  sql: string,
  statements: readonly ScriptStatement[],
  origin: StatementOrigin,
): Promise<readonly GuardViolation[]> {
  const parsed = await parseStatements(sql);
  // The server may know a syntax that this parser doesn't; then what was read as words decides.
  if ('error' in parsed) return [];
  if (parsed.length !== statements.length) {
    return [{ reason: "can be read in two ways: it can't be told where its statements end", position: 1 }];
  }
  return parsed.flatMap((statement, index) =>
    isForbiddenParse(statement, origin)
      ? [
          {
            reason: `is one of the statements that DBVC never runs (${statement.type})`,
            position: (statements[index]?.start ?? 0) + 1,
          },
        ]
      : [],
  );
}
