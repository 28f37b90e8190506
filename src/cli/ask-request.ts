import { createInterface, type Interface } from "node:readline/promises";
import { OmniError } from "../errors/error.ts";
import { TEMPLATES, type Template } from "../model/plan-request.ts";
import { printable } from "../support/text.ts";
import { type RequestFlags, requestOf, STANDARD } from "./plan-request.ts";

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

export interface Answers {
  readonly flags: RequestFlags;
  readonly file: string;
}

const MEANINGS: Readonly<Record<Template, string>> = {
  minimal: "the fewest fields that run",
  national: "cities of one nation, with a council",
  planetary: "regions with budgets that a council votes on",
  shared: "a national and a planetary plan, and one that binds both",
};

/** Asks for what the flags would say; an empty answer takes what stands in brackets, a wrong one is asked for again. */
export async function askRequest({ input, output }: Terminal, file: string | undefined): Promise<Answers> {
  const terminal = createInterface({ input, output });
  try {
    for (const [name, meaning] of Object.entries(MEANINGS)) output.write(`  ${name.padEnd(9)}  ${meaning}\n`);
    const template = await askTemplate(terminal, output);
    const flags = await askSizes(terminal, output, template);
    const standard = template === "shared" ? "mission" : "project-plan.json";
    const place = template === "shared" ? "Folder" : "File";
    return { flags, file: file ?? (await ask(terminal, place, standard)) };
  } finally {
    terminal.close();
  }
}

async function askTemplate(terminal: Interface, output: NodeJS.WritableStream): Promise<Template> {
  for (;;) {
    const answer = await ask(terminal, "Template", "minimal");
    const template = TEMPLATES.find((candidate) => candidate === answer);
    if (template) return template;
    output.write(`There is no template "${printable(answer)}".  Type one of ${TEMPLATES.join(", ")}.\n`);
  }
}

async function askSizes(
  terminal: Interface,
  output: NodeJS.WritableStream,
  template: Template,
): Promise<RequestFlags> {
  const standard = STANDARD[template];
  for (;;) {
    const jobs = await ask(terminal, "Jobs", String(standard.jobs));
    const regions =
      standard.regions === 0 ? {} : { regions: await ask(terminal, "Regions", String(standard.regions)) };
    const council = await ask(terminal, "Council members", String(standard.council));
    const flags = { template, jobs, ...regions, council, seed: await ask(terminal, "Seed", "1") };
    try {
      requestOf(flags);
      return flags;
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      output.write(`${printable(error.message)}  ${printable(error.mend)}\n`);
    }
  }
}

async function ask(terminal: Interface, question: string, standard: string): Promise<string> {
  const answer = await terminal.question(`${question} (${standard}): `);
  return answer.trim() || standard;
}
