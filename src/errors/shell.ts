/**
 * Stands for a node's URL in commands: paths and user names carry access keys, which nothing may show or keep. A shell in
 * which RPC_URL is not set refuses the command instead of starting another node.
 */
const RPC_URL_IN_SHELL = `\${RPC_URL:?}`;

/** What a terminal would act on, or show as another line or order. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** One word for a POSIX shell, in one line and without control characters: those only fit into the quotes of POSIX.1-2024, §2.2.4. */
export function shellWord(word: string): string {
  if (word === RPC_URL_IN_SHELL || /^[\w@%+=:,./-]+$/.test(word)) return word;
  if (word.search(UNPRINTABLE) === -1) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `$'${word.replaceAll(/['\\]/g, "\\$&").replaceAll(UNPRINTABLE, octalOf)}'`;
}

/** Its bytes in UTF-8. */
function octalOf(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
  ).join("");
}

/** A node's URL as commands that are printed or kept name it. */
export function urlInCommands(url: string): string {
  const { origin, href } = URL.parse(url) ?? {};
  return href === `${origin}/` ? url : RPC_URL_IN_SHELL;
}
