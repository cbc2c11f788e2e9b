import { serverWords, type Explain } from './explanation.js';
import { quotedNames, whereNamed } from './names.js';

/** 42P07, 42710, 42723, 42701, 42P06: the name is taken. */
export const alreadyExists: Explain = (fields, context) => {
  const name = quotedNames(fields.message)[0];
  const changed =
    'The target has changed since the comparison, or something that is not compared has this name. Compare again.';
  return {
    message: `${context.object} cannot be made: ${serverWords(fields)}.`,
    hint: name === undefined ? changed : whereNamed(name, context, changed),
  };
};

/** 2BP01 dependent_objects_still_exist. DBVC never drops with CASCADE, so they have to be named. */
export const dependentsExist: Explain = (fields, context) => {
  const dependents = (fields.detail ?? '')
    .split('\n')
    .flatMap((line) => /^(.+) depends on .+$/.exec(line)?.[1] ?? []);
  const drifted = dependents.flatMap((dependent) => {
    const found = context.findByName(/\S+$/.exec(dependent)?.[0] ?? dependent);
    return found?.drifted === true ? [found.described] : [];
  });
  const named = [...new Set(drifted)];
  return {
    message: `${context.object} cannot be dropped or changed, because other objects depend on it.`,
    hint:
      named.length > 0
        ? `In the drift too: ${named.join(', ')}. Take them along, or apply all. DBVC never drops with CASCADE.`
        : 'Change or drop those first. DBVC never drops with CASCADE.',
  };
};
