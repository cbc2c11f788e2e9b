import type * as z from 'zod';

const nouns: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/**
 * What is wrong with a value that a person wrote, in words that go on from its name: `must be a list`. For `safeParse`;
 * what a schema says itself goes before it. Never quotes a value.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nouns[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${listed(issue.values.map(String))}`;
    case 'unrecognized_keys':
      return `${listed(issue.keys)} ${issue.keys.length === 1 ? 'is' : 'are'} not known here`;
    case 'invalid_key':
      return 'must not be empty';
    default:
      return undefined;
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
