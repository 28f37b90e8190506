import type { RootCommand } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { CATALOGUE } from "../run/catalogue.ts";
import { pathsFor } from "./paths-for.ts";

/** Options that name a stage. */
const NAMING_STAGES = ["stage", "from", "until"];
/** What stands between angle brackets in the help of options and arguments that name a file or folder. */
const NAMING_PATHS = /^(file|folder|folders|files|dossier|keys|a|b)$/;

/** The script that the library prints asks for this function, which is of the package `bash-completion`. */
const BASH_BEFORE = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
  _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  }
fi
`;

/** Adds `completion SHELL`, which prints a script, and `complete`, which that script asks for words. */
export function addCompletion(program: Command): void {
  const answers = tab(program, { completionCommandName: "completion" });
  for (const { path, command } of commandsOf(program)) addWords(answers, path, command);
  program.commands
    .find((command) => command.name() === "completion")
    ?.description("print the script by which a shell completes commands, flags, stages and files")
    .action((shell: string) => {
      const script = printedBy(() => answers.setup(program.name(), program.name(), shell));
      process.stdout.write(shell === "bash" ? `${BASH_BEFORE}${sourceableAgain(script)}` : script);
    });
}

/** The library prints, and returns nothing. */
function printedBy(print: () => void): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => void lines.push(`${line}\n`);
  try {
    print();
  } finally {
    console.log = log;
  }
  return lines.join("");
}

/** What the library makes constants is there already where the script, or that of another program of this kind, was sourced before. */
function sourceableAgain(script: string): string {
  return script.replaceAll(/^readonly (\w+)=/gm, (_, name: string) => `[[ -n \${${name}-} ]] || ${name}=`);
}

interface NamedCommand {
  /** Its words after the program's name. */
  readonly path: string;
  readonly command: Command;
}

function commandsOf(parent: Command, before = ""): readonly NamedCommand[] {
  return parent.commands.flatMap((command) => {
    const path = `${before}${command.name()}`;
    return [{ path, command }, ...commandsOf(command, `${path} `)];
  });
}

function addWords(answers: RootCommand, path: string, command: Command): void {
  const words = answers.commands.get(path);
  for (const { long, flags, description } of command.options) {
    const name = long?.slice(2) ?? "";
    if (NAMING_STAGES.includes(name)) words?.option(name, description, offerStages);
    else if (NAMING_PATHS.test(/<(.*)>/.exec(flags)?.[1] ?? "")) words?.option(name, description, offerPaths);
  }
  for (const argument of command.registeredArguments) {
    if (path === "stage") words?.argument(argument.name(), offerStages);
    else if (NAMING_PATHS.test(argument.name()))
      words?.argument(argument.name(), offerPaths, argument.variadic);
  }
}

type Offer = (word: string, description: string) => void;

function offerStages(offer: Offer): void {
  for (const { id } of CATALOGUE) offer(id, "");
}

function offerPaths(offer: Offer): void {
  const typed = process.argv.at(-1) ?? "";
  for (const path of pathsFor(typed.replace(/^--\w+=/, ""))) offer(path, "");
}
