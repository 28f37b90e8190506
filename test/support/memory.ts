/** A flag of node's: has a process say at its end how much memory it ever had, in kibibytes. */
export const SAY_MEMORY =
  '--import=data:text/javascript,process.on("exit",()=>process._rawDebug("rss",process.resourceUsage().maxRSS))';

/** @param stderr of a process that says it. */
export function mebibytesIn(stderr: string): number {
  return Number(/^rss (\d+)$/m.exec(stderr)?.[1]) / 1024;
}
