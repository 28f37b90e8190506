import { constants } from "node:os";
import { killStarted } from "../system/processes.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A launcher passes Ctrl-C on, so that it arrives twice at once; a person takes longer. */
const ECHO_MILLISECONDS = 500;

/**
 * Does work that the operator can stop. The first signal aborts it, and it ends well; a further one ends this process at
 * once, and with it all that it has started.
 *
 * @returns the work's result, and the exit code that the signal stands for, if one came
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<{ readonly result: Result; readonly interruptCode: number | null }> {
  const controller = new AbortController();
  let first: { readonly at: number; readonly code: number } | null = null;
  const onSignal = (name: NodeJS.Signals): void => {
    const now = performance.now();
    if (first !== null && now - first.at > ECHO_MILLISECONDS) {
      killStarted();
      process.exit(first.code);
    }
    first ??= { at: now, code: 128 + constants.signals[name] };
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    const result = await work(controller.signal);
    return { result, interruptCode: interruptCodeOf(first) };
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

/** Assigned in a callback, of which the compiler does not know that it has run. */
function interruptCodeOf(first: { readonly code: number } | null): number | null {
  return first === null ? null : first.code;
}
