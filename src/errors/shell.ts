/**
 * Stands for a node's URL in commands: paths and user names carry access keys, which nothing may show or keep. A shell in
 * which RPC_URL is not set refuses the command instead of starting another node.
 */
const RPC_URL_IN_SHELL = `\${RPC_URL:?}`;

/** One word for a POSIX shell. */
export function shellWord(word: string): string {
  if (word === RPC_URL_IN_SHELL || /^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A node's URL as commands that are printed or kept name it. */
export function urlInCommands(url: string): string {
  const { origin, href } = URL.parse(url) ?? {};
  return href === `${origin}/` ? url : RPC_URL_IN_SHELL;
}
