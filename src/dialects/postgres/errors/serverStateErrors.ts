import { serverWords, type Explain } from './explanation.js';

/** 55P03 lock_not_available. */
export const lockTimeout: Explain = (_fields, context) => ({
  code: 'lock-timeout',
  message: `${context.object} is in use: another session holds a lock on it for longer than the lock timeout.`,
  hint: 'Apply when it is less busy, end what holds the lock (see pg_blocking_pids), or allow more time with --lock-timeout.',
});

/** 57014 query_canceled: a timeout, or a cancel request from elsewhere. The session knows which. */
export const cancelledOrTimedOut: Explain = (fields, context) => ({
  message: `${context.object}: the server stopped the statement: ${serverWords(fields)}.`,
  hint: 'Allow more time with --statement-timeout, or find out who cancelled it; then apply again.',
});

/** 40P01 deadlock_detected. */
export const deadlock: Explain = (_fields, context) => ({
  message: `${context.object}: another session and this one waited for each other's locks, and the server ended this one.`,
  hint: 'Nothing is wrong with the plan: apply again, best when the target is less busy.',
});

/** 40001 serialization_failure. */
export const serializationFailure: Explain = (fields, context) => ({
  message: `${context.object}: another session changed the same rows at the same time: ${serverWords(fields)}.`,
  hint: 'Nothing is wrong with the plan: apply again.',
});

/** 55006 object_in_use. */
export const objectInUse: Explain = (fields, context) => ({
  message: `${context.object} is in use: ${serverWords(fields)}.`,
  hint: 'Run the statement that is still open to its end, or apply changes of rows and of tables in two goes (pending trigger events count as use).',
});

/** 55000 object_not_in_prerequisite_state. */
export const wrongState: Explain = (fields, context) => ({
  message: `${context.object} is not in a state that allows this: ${serverWords(fields)}.`,
  hint: fields.hint ?? 'Compare again: the target may have changed since.',
});

/** 25P02 in_failed_sql_transaction. */
export const failedTransaction: Explain = (_fields, context) => ({
  message: `${context.object} was not tried: a statement before it in the same transaction had failed.`,
  hint: 'See the first error. Nothing of this transaction stays.',
});

/** 53100 disk_full. */
export const diskFull: Explain = (fields, context) => ({
  message: `${context.object}: the target's disk is full: ${serverWords(fields)}.`,
  hint: 'Make room on the server: rewriting a table or building an index needs about its size once more.',
});

/** 53200 out_of_memory, and "out of shared memory" when there are too many locks in one transaction. */
export const outOfMemory: Explain = (fields, context) => ({
  message: `${context.object}: the server ran out of memory: ${serverWords(fields)}.`,
  hint:
    fields.hint ??
    'Raise max_locks_per_transaction for plans that touch thousands of relations, or apply fewer objects at once.',
});
