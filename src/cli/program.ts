/** cli: the commands: load, decide, print, return an exit code. Knows every part but the stages. */

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { EXIT, OmniError } from "../errors/error.ts";
import { ENGINE_CHOICES } from "../model/engine.ts";
import { TEMPLATES } from "../model/plan-request.ts";
import { SAMPLES } from "../model/sweep-sample.ts";
import { nearest } from "../support/nearest.ts";
import { ownPackage } from "../system/own-package.ts";
import { addCompletion } from "./completion.ts";

const WHERE_TO_START = `
Where to start:
  npx omnisovereign run              rehearse the shared mission into reports/
  npx omnisovereign view             the page of what was rehearsed
  npx omnisovereign status           what is done there, and what to type next
  npx omnisovereign init mission     begin a plan of your own, in mission.json
  npx omnisovereign verify DOSSIER   check what somebody hands you
  npx omnisovereign explain CODE     what an error means, such as OMNI2104
  npx omnisovereign doctor           what this machine lacks for a run
  npx omnisovereign completion bash  what lets a shell complete all of this`;

/** Keeps the exit code of the command that ran. */
type Keep = <Given extends unknown[]>(
  action: (...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/**
 * Parses the arguments and runs the command that they name. A command's own code loads only when it runs, so that
 * help stays quick.
 *
 * @returns the command's exit code
 * @throws OMNI5010 if the arguments are wrong
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = createProgram((action) => async (...given) => {
    exitCode = await action(...given);
  });
  if (args.length === 0) {
    program.outputHelp();
    return EXIT.done;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    throw usageError(
      error,
      program.commands.find((command) => command.name() === args[0]),
    );
  }
}

/** Every command with its flags. */
export function createProgram(keep: Keep): Command {
  const program = new Command("omnisovereign")
    .description("Rehearses an on-chain coordination mission and leaves a dossier that a stranger can check.")
    .version(ownPackage().version, "--version", "print the version")
    .helpOption("--help", "show help")
    .option("--debug", "print stack traces of errors")
    .exitOverride()
    .configureOutput({ outputError: () => {}, writeErr: () => {} })
    .addHelpText("after", WHERE_TO_START);
  addInit(program, keep);
  addRun(program, keep);
  addStage(program, keep);
  addLock(program, keep);
  addPlan(program, keep);
  addDossier(program, keep);
  addView(program, keep);
  addSimulate(program, keep);
  addProofs(program, keep);
  addOperation(program, keep);
  addCompletion(program);
  return program;
}

function addRun(program: Command, keep: Keep): void {
  const stage = new Option("--stage <ids>", "run only these stages, separated by commas").argParser(
    commaSeparated,
  );
  program
    .command("run")
    .description("run the stages in sequence and build the dossier")
    .option("--plan <file>", "the shared project plan", given)
    .option("--out <folder>", "where artefacts go (default: reports)", given)
    .option("--readings <file>", "what the thermostat reads instead of the chain's own course", given)
    .addOption(stage.conflicts(["from", "until"]))
    .option("--from <id>", "start with this stage; the chain is restored from the journal", given)
    .option("--until <id>", "stop after this stage", given)
    .addOption(
      new Option("--resume", "go on where an earlier run ended, however it did").conflicts([
        ...["stage", "from", "until"],
      ]),
    )
    .option("--rpc-url <url>", "use this node instead of starting one", given)
    .addOption(
      new Option("--frozen", "fail if anything comes out otherwise than the plan's lock says").conflicts([
        ...["stage", "until"],
      ]),
    )
    .option("--json", "print the outcome as JSON on stdout, progress as JSON lines on stderr")
    .option("--junit <file>", "write stages, drills and checks for pipelines", given)
    .option("--quiet", "print no progress")
    .option("--verbose", "print progress line by line with every npm command, in a terminal too")
    .option("--dry-run", "print the npm commands in order and run nothing")
    .action(keep(async (options) => (await import("./commands/run.ts")).run(options)));
}

function addStage(program: Command, keep: Keep): void {
  program
    .command("stage")
    .argument("<id>", "", given)
    .description("run one stage of a dossier again, and say whether it leaves what the dossier has")
    .requiredOption("--dossier <folder>", "where stages before it and the chain are taken from", given)
    .option(
      "--out <folder>",
      "where it leaves its artefacts (default: a folder that is gone afterwards)",
      given,
    )
    .option("--json", "print the outcome as JSON on stdout, progress as JSON lines on stderr")
    .option("--quiet", "print no progress")
    .option("--verbose", "print progress line by line with every npm command, in a terminal too")
    .action(keep(async (id, options) => (await import("./commands/stage.ts")).stage(id, options)));
}

function addLock(program: Command, keep: Keep): void {
  program
    .command("lock")
    .description(
      "write omnisovereign.lock beside the plan from the last run, or say in what that differs from it",
    )
    .option("--plan <file>", "the shared project plan", given)
    .option("--out <folder>", "where the run left its artefacts (default: reports)", given)
    .option("--readings <file>", "what the run's thermostat read instead of the chain's own course", given)
    .option("--update", "take over what differs")
    .option("--json", "print the differences as JSON")
    .action(keep(async (options) => (await import("./commands/lock.ts")).lock(options)));
}

function addPlan(program: Command, keep: Keep): void {
  const plan = program.command("plan").description("check, draw and describe project plans");
  plan
    .command("validate")
    .argument("[file]", "", given)
    .description("print every issue of a plan and its layers, then their schedules")
    .option("--strict", "take warnings for errors")
    .option("--json", "print the issues as JSON")
    .action(
      keep(async (file, options) =>
        (await import("./commands/plan-validate.ts")).planValidate(file, options),
      ),
    );
  plan
    .command("graph")
    .argument("[file]", "", given)
    .description("print a plan's jobs as a Mermaid flowchart")
    .action(keep(async (file) => (await import("./commands/plan-graph.ts")).planGraph(file)));
  plan
    .command("schema")
    .description("print the JSON Schema of plans")
    .option("--markdown", "print a table of all fields instead")
    .option("--readings", "print that of files of readings instead")
    .action(keep(async (options) => (await import("./commands/plan-schema.ts")).planSchema(options)));
  addPlanFiles(plan, keep);
  addPlanReports(plan, keep);
}

function addInit(program: Command, keep: Keep): void {
  const init = program
    .command("init")
    .argument("[file]", "", given)
    .description("write a plan that runs as it is, to begin with; without flags, by questions in a terminal");
  withRequest(init).action(
    keep(async (file, options) => (await import("./commands/init.ts")).init(file, options)),
  );
}

function addPlanFiles(plan: Command, keep: Keep): void {
  withRequest(plan.command("generate").description("print a plan as init writes it")).action(
    keep(async (options) => (await import("./commands/plan-generate.ts")).planGenerate(options)),
  );
  plan
    .command("format")
    .argument("[file]", "", given)
    .description("print a plan in its canonical form")
    .addOption(new Option("--check", "print nothing; exit with 1 if the file differs").conflicts("write"))
    .option("--write", "rewrite the file instead")
    .action(
      keep(async (file, options) => (await import("./commands/plan-format.ts")).planFormat(file, options)),
    );
}

function addPlanReports(plan: Command, keep: Keep): void {
  plan
    .command("explain")
    .argument("[file]", "", given)
    .description("say in plain words what a run of the plan will do")
    .option("--json", "print it as JSON")
    .action(
      keep(async (file, options) => (await import("./commands/plan-explain.ts")).planExplain(file, options)),
    );
  plan
    .command("diff")
    .argument("<a>", "", given)
    .argument("<b>", "", given)
    .description("say in what two plans differ in meaning; exit with 1 if they do")
    .option("--json", "print the differences as JSON")
    .action(keep(async (a, b, options) => (await import("./commands/plan-diff.ts")).planDiff(a, b, options)));
}

/** What a generated plan is to look like. */
function withRequest(command: Command): Command {
  return command
    .addOption(
      new Option("--template <name>", "what kind of plan (default: minimal)")
        .choices(TEMPLATES)
        .argParser(oneOf(TEMPLATES)),
    )
    .option("--jobs <count>", "how many jobs; of each layer for the shared template", given)
    .option("--regions <count>", "how many regions, each with a budget of its own", given)
    .option("--council <count>", "how many council members", given)
    .option("--seed <text>", "from which everything else is drawn; the same seed gives the same plan", given);
}

function addDossier(program: Command, keep: Keep): void {
  program
    .command("verify")
    .argument("<dossier>", "", given)
    .description("check a dossier against its digests, its journal and its root")
    .option("--root <sha256>", "the root that the dossier must have", given)
    .option("--replay", "execute the journal on a fresh EVM and compare every receipt")
    .addOption(
      new Option("--engine <name>", "which EVM executes it (default: edr)")
        .choices(ENGINE_CHOICES)
        .argParser(oneOf(ENGINE_CHOICES)),
    )
    .option("--rebuild", "run the mission again from the dossier's own plans and compare the roots")
    .option("--signed-by <keys>", "a file or folder of public keys; one of them must have signed", given)
    .option("--threshold <n>", "how many of these keys must have signed", given)
    .option("--attest", "sign that a replay and a rebuild gave this root")
    .option("--key <file>", "with which key", given)
    .option("--json", "print the findings as JSON")
    .action(keep(async (folder, options) => (await import("./commands/verify.ts")).verify(folder, options)));
  program
    .command("diff")
    .argument("<a>", "", given)
    .argument("<b>", "", given)
    .description("say in what two dossiers differ, in meaning and by file; exit with 1 if they do")
    .option("--json", "print the differences as JSON")
    .addOption(new Option("--markdown", "print them as Markdown, for a comment").conflicts("json"))
    .action(keep(async (a, b, options) => (await import("./commands/diff.ts")).diff(a, b, options)));
  program
    .command("history")
    .argument("<folders...>", "dossiers in the order of their runs, or output folders that hold one")
    .description("tell of several runs, and of each what changed since the one before")
    .option("--json", "print it as JSON")
    .action(
      keep(async (folders, options) => (await import("./commands/history.ts")).history(folders, options)),
    );
}

function addView(program: Command, keep: Keep): void {
  program
    .command("view")
    .argument("[dossier]", "a dossier (default: that of the output folder)", given)
    .description(
      "make a dossier's page anew from its payload, and open it; without a terminal, say where it is",
    )
    .option("--out <file>", "where the page goes (default: a temporary file)", given)
    .action(keep(async (dossier, options) => (await import("./commands/view.ts")).view(dossier, options)));
}

function addSimulate(program: Command, keep: Keep): void {
  const simulate = program
    .command("simulate")
    .description("play many reward epochs at many points, and hold a sample of them against the contracts")
    .option("--plan <file>", "the mission that is varied", given)
    .option("--vary <axis>", "NAME=FROM:TO:STEPS or NAME=VALUE,VALUE; once for each parameter", repeated)
    .addOption(
      new Option("--sample <kind>", "how points are chosen (default: grid)")
        .choices(SAMPLES)
        .argParser(oneOf(SAMPLES)),
    )
    .option("--points <n>", "how many, unless it is a grid", given)
    .option("--seeds <n>", "with how many seeds each is played (default: 1)", given)
    .option("--epochs <n>", "for how many epochs (default: 12)", given)
    .option("--seed <text>", "from which all is drawn (default: the plan's)", given)
    .option("--out <folder>", "where the sweep goes (default: sweep)", given)
    .option("--resume", "go on with the sweep that is there")
    .option("--json", "print the outcome as JSON")
    .option("--quiet", "print no progress")
    .action(keep(async (options) => (await import("./commands/simulate.ts")).simulate(options)));
  simulate
    .command("explain")
    .argument("<folder>", "a sweep", given)
    .description("say what moves what in a sweep, and draw it beside its runs")
    .option("--json", "print it as JSON")
    .action(
      keep(async (folder, _, command: Command) =>
        (await import("./commands/simulate-explain.ts")).simulateExplain(folder, command.optsWithGlobals()),
      ),
    );
}

function addProofs(program: Command, keep: Keep): void {
  program
    .command("attest")
    .argument("<dossier>", "", given)
    .description("sign what a dossier is and where it is from, if it verifies; its root stays as it is")
    .requiredOption("--key <file>", "a private key in PEM, or a file that names a program which signs", given)
    .action(keep(async (folder, options) => (await import("./commands/attest.ts")).attest(folder, options)));
  program
    .command("prove")
    .argument("<dossier>", "", given)
    .argument("<files...>", "files of its payload, as its manifest lists them, or where they lie")
    .description("print what shows, without the rest of a dossier, that these files are of it")
    .action(keep(async (folder, files) => (await import("./commands/prove.ts")).prove(folder, files)));
  program
    .command("export")
    .argument("<dossier>", "", given)
    .description(
      "write a dossier's chain as clients test themselves: genesis, blocks, the state before and after",
    )
    .addOption(
      new Option("--as <form>", "an Ethereum BlockchainTests fixture")
        .choices(["blockchain-test"])
        .argParser(oneOf(["blockchain-test"]))
        .makeOptionMandatory(),
    )
    .option("--out <file>", "where to (default: stdout)", given)
    .action(
      keep(async (folder, options) => (await import("./commands/export.ts")).exportDossier(folder, options)),
    );
}

function addOperation(program: Command, keep: Keep): void {
  program
    .command("explain")
    .argument("[code]", "such as OMNI2104; without one all errors are listed", given)
    .description("say what lies behind an error, and what to do")
    .option("--markdown", "print a page instead")
    .addOption(new Option("--json", "print it as JSON").conflicts("markdown"))
    .action(keep(async (code, options) => (await import("./commands/explain.ts")).explain(code, options)));
  program
    .command("doctor")
    .description("say what this machine lacks for a run, and what to do about it")
    .option("--json", "print the findings as JSON")
    .action(keep(async (options) => (await import("./commands/doctor.ts")).doctor(options)));
  program
    .command("status")
    .argument("[folder]", "an output folder (default: reports)", given)
    .description("say what is done in an output folder, what is due, and what to type")
    .option("--json", "print it as JSON")
    .action(keep(async (folder, options) => (await import("./commands/status.ts")).status(folder, options)));
  program
    .command("clean")
    .argument("[folder]", "an output folder (default: reports)", given)
    .description("remove archived journals and working state that nothing needs")
    .option("--dry-run", "say what would be removed and remove nothing")
    .option("--json", "print it as JSON")
    .action(keep(async (folder, options) => (await import("./commands/clean.ts")).clean(folder, options)));
}

/**
 * A variable that is not set makes an empty word in a shell, which would stand for the folder itself; of two values one
 * would be passed over.
 */
function given(value: string, before: string | undefined): string {
  if (before !== undefined) throw new InvalidArgumentError("It is given twice.");
  if (value === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

/** What is none of an option's choices is told with the one that was likely meant. */
function oneOf(choices: readonly string[]): typeof given {
  return (value, before) => {
    if (choices.includes(value)) return given(value, before);
    const near = nearest(value, choices);
    const meant = near === null ? "" : `Did you mean '${near}'? `;
    throw new InvalidArgumentError(`${meant}Allowed choices are ${choices.join(", ")}.`);
  };
}

function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function commaSeparated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(",").map((id) => id.trim())];
}

function usageError(error: CommanderError, command: Command | undefined): OmniError {
  const problem = error.code === "commander.help" ? "No command is given." : sentence(error.message);
  const name = command === undefined ? "omnisovereign" : `omnisovereign ${command.name()}`;
  return new OmniError(ENVIRONMENT.USAGE, { problem, help: `${name} --help` }, { cause: error });
}

/** `error: unknown option '--x'\n(Did you mean --y?)` → `Unknown option '--x' (Did you mean --y?).` */
function sentence(message: string): string {
  const text = message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
