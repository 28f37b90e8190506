/** A fenced block of which each line that begins with `$` is a command, and the lines below it what it prints. */
const BLOCK = /^(```text\n)(\$ [\s\S]*?)(^```\n)/gm;
const STEP = /^\$ (.+)\n((?:(?!\$ ).*\n)*)/gm;
const SECONDS = / +\d+\.\d /g;

/**
 * @param {string} markdown
 * @returns {{ command: string, output: string }[]} what the document says that commands print
 */
export function transcriptsIn(markdown) {
  return [...markdown.matchAll(BLOCK)].flatMap(([, , steps = ""]) =>
    [...steps.matchAll(STEP)].map(([, command = "", output = ""]) => ({ command, output })),
  );
}

/**
 * @param {string} markdown
 * @param {Map<string, string>} outputs by command; what is shown of other commands stays
 */
export function withOutputs(markdown, outputs) {
  return markdown.replace(
    BLOCK,
    (_, opening, steps, closing) =>
      opening +
      steps.replace(STEP, (/** @type {string} */ shown, /** @type {string} */ command) => {
        const output = outputs.get(command);
        return output === undefined ? shown : `$ ${command}\n${output}`;
      }) +
      closing,
  );
}

/**
 * @param {string} output of a run
 * @returns {string} the same on any machine: without durations
 */
export function withoutSeconds(output) {
  return output.replace(SECONDS, " … ");
}
