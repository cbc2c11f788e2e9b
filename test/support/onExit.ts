const cleanups = new Set<() => void>();

/**
 * Runs a synchronous clean-up when this process ends before it could clean up in its own time, for
 * what would outlive it: a child process, a temporary folder. Returns how to take it back.
 */
export function onExit(cleanup: () => void): () => void {
  if (cleanups.size === 0) {
    process.on('exit', runAll);
    // These end a process without its "exit" event unless someone listens.
    process.on('SIGTERM', exitAsTerminated);
    process.on('SIGHUP', exitAsTerminated);
  }
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size > 0) return;
    process.off('exit', runAll);
    process.off('SIGTERM', exitAsTerminated);
    process.off('SIGHUP', exitAsTerminated);
  };
}

function runAll(): void {
  for (const cleanup of cleanups) cleanup();
}

function exitAsTerminated(): void {
  process.exit(143);
}
