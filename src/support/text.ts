/**
 * support: small pure things: text, JSON, amounts, digests, paths, shapes. Knows nothing of missions, and nothing of
 * the machine.
 */

/**
 * Makes attacker-controlled text safe for one terminal line: control, bidirectional and line-separator
 * characters become `\u{…}`, so that no escape sequence reaches the terminal.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** `1 job`, `5 jobs` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
