import type { Machine } from './machine.js';

const variable = /\$\{env:([^{}]*)\}/g;

/** A whole text that is one variable, e.g. `${env:PGPORT}`. */
export const variablePattern = /^\$\{env:[^{}]+\}$/;

/** Whether a text holds `${env:NAME}`. */
export function hasVariables(text: string): boolean {
  return text.search(variable) !== -1;
}

/**
 * The text with each `${env:NAME}` as the environment has it, put in as it is. An empty variable counts as one that is
 * not set: a host that is empty by mistake would be this computer. Throws what `missing` makes of the variable's name.
 */
export function fillVariables(
  text: string,
  env: Machine['env'],
  missing: (variable: string) => Error,
): string {
  return text.replace(variable, (_whole, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') throw missing(name);
    return value;
  });
}

/** The text with the variables that the environment has; what it lacks stays as it is written. */
export function withVariables(text: string, env: Machine['env']): string {
  return text.replace(variable, (whole, name: string) => env[name] ?? whole);
}

/** Parameters that take one of a few words, and a word that each takes. */
const choices: Readonly<Record<string, string>> = {
  sslmode: 'require',
  ssl: 'true',
  sslnegotiation: 'postgres',
  channel_binding: 'prefer',
  encrypt: 'true',
  trustservercertificate: 'true',
};

/**
 * The text with a value in place of each variable that can stand where a host, port or name can: to see whether the rest
 * of a connection string can be read. `stand` is made of digits, since a port is.
 */
export function withStandIns(text: string, stand: string): string {
  return text
    .replace(/\b([A-Za-z_]+)(\s*=\s*)\$\{env:[^{}]+\}/g, (whole, keyword: string, equals: string) => {
      const word = choices[keyword.toLowerCase()];
      return word === undefined ? whole : `${keyword}${equals}${word}`;
    })
    .replace(variable, stand);
}
