import { postgresNormalizer } from './postgresNormalizer.js';

/** The parts of a routine's definition that are compared as texts. */
export interface RoutineText {
  /** Everything but the body, e.g. `FUNCTION public.total(integer) RETURNS bigint STABLE`. */
  readonly header: string;
  /** The language as the catalog names it (pg_language.lanname). */
  readonly language: string;
  /** The source as the catalog keeps it (pg_proc.prosrc), or the server's text of an SQL-standard body. */
  readonly body: string;
}

/**
 * One spelling for the bodies of a language that differ only in layout and folded case. Only SQL and
 * PL/pgSQL share PostgreSQL's tokens; a body in any other language is its text.
 */
export function canonicalBody(language: string, body: string): string {
  return language === 'sql' || language === 'plpgsql' ? postgresNormalizer.canonical(body) : body;
}

/** One spelling for the definitions of a routine that count as the same. */
export function canonicalRoutine({ header, language, body }: RoutineText): string {
  return `${postgresNormalizer.canonical(header)}\n${language}\n${canonicalBody(language, body)}`;
}
