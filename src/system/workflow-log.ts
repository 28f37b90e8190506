/** Whether GitHub's runner reads what is printed, and takes some lines for commands of the workflow. */
export function isActions({ GITHUB_ACTIONS }: NodeJS.ProcessEnv): boolean {
  return GITHUB_ACTIONS === "true";
}

/**
 * Makes text that strangers chose a line that is no command: the runner takes "::" at the beginning of a line for one, and
 * the older "##[" anywhere (actions/runner, `src/Runner.Common/ActionCommand.cs`).
 */
export function harmless(text: string): string {
  return text.replaceAll("##[", "# #[").replace(/^(\s*):(?=:)/gm, "$1: ");
}

/** Text for people, with what strangers chose in it, as this process prints it. */
export function inLog(text: string): string {
  return isActions(process.env) ? harmless(text) : text;
}
