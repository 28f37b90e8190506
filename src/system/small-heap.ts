import { setFlagsFromString } from "node:v8";

/**
 * Lets the space for new objects grow no more: it costs up to 60 MiB, and saves a command that is bound in memory hardly any
 * time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
