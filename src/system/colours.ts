/**
 * NO_COLOR wins over FORCE_COLOR (https://no-color.org): where both are set Node, and each Node that is started from here,
 * would warn on stderr that it decides otherwise.
 */
export function settleColours(env: NodeJS.ProcessEnv): void {
  if (env.NO_COLOR) delete env.FORCE_COLOR;
}
