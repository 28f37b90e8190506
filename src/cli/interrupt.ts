import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does work that the operator can stop. The first signal aborts it; further ones change nothing, because Ctrl-C
 * arrives twice where a launcher passes it on.
 *
 * @returns the work's result, and the exit code that the signal stands for, if one came
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<{ readonly result: Result; readonly interruptCode: number | null }> {
  const controller = new AbortController();
  let interruptCode: number | null = null;
  const onSignal = (name: NodeJS.Signals): void => {
    interruptCode ??= 128 + constants.signals[name];
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    const result = await work(controller.signal);
    return { result, interruptCode };
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}
