import { shellWord, urlInCommands } from "../errors/shell.ts";
import { asTyped } from "./typed.ts";

/** What the caller chose, as the environment says it to scripts; what is left to its default is left out. */
export interface Chosen {
  readonly OMNISOVEREIGN_PLAN?: string;
  readonly OMNISOVEREIGN_OUT?: string;
  readonly OMNISOVEREIGN_READINGS?: string;
  readonly RPC_URL?: string;
}

const FLAGS = {
  OMNISOVEREIGN_PLAN: "--plan",
  OMNISOVEREIGN_OUT: "--out",
  OMNISOVEREIGN_READINGS: "--readings",
  RPC_URL: "--rpc-url",
} as const;

/**
 * Makes the commands that a mend names ones that can be typed as they stand. A mend names them between double quotes:
 * `"omnisovereign run --from kit"`, `"npm run pause:test"`.
 */
export function typable(mend: string, chosen: Chosen): string {
  const chosenToo = mend
    .replace(/"(?:npx )?omnisovereign ([^"]*)"/g, (_, words: string) => `"${omnisovereign(words, chosen)}"`)
    .replace(/"(npm run [^"]*)"/g, (_, command: string) => `"${npmScript(command, chosen)}"`);
  return asTyped(chosenToo);
}

/** @param command `npm run …`, whose script reads from the environment what was chosen */
export function npmScript(command: string, chosen: Chosen): string {
  return asTyped([...assignments(chosen), command].join(" "));
}

/** `run` takes what was chosen as flags, and `lock` all but the node; other commands name their files themselves. */
export function omnisovereign(words: string, chosen: Chosen): string {
  const [command] = /^(run|lock)(?! --help)\b/.exec(words) ?? [];
  const flags = entries(chosen).flatMap(([name, value]) => {
    const flag = FLAGS[name];
    const taken = command === "run" || (command === "lock" && name !== "RPC_URL");
    return taken && !words.includes(`${flag} `) ? [flag, shellWord(value)] : [];
  });
  return ["npx omnisovereign", words, ...flags].join(" ");
}

function assignments(chosen: Chosen): readonly string[] {
  return entries(chosen).map(([name, value]) => `${name}=${shellWord(value)}`);
}

function entries(chosen: Chosen): readonly (readonly [keyof Chosen, string])[] {
  return (Object.keys(FLAGS) as (keyof Chosen)[]).flatMap((name) => {
    const value = chosen[name];
    return value ? [[name, name === "RPC_URL" ? urlInCommands(value) : value] as const] : [];
  });
}
