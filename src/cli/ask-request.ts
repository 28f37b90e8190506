import { createInterface } from "node:readline/promises";
import { OmniError } from "../errors/error.ts";
import { TEMPLATES, type Template } from "../model/plan-request.ts";
import { printable } from "../support/text.ts";
import { type RequestFlags, requestOf, STANDARD } from "./plan-flags.ts";

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

/** Asks one question; the answer is what stands in brackets if it is empty. */
type Ask = (question: string, standard: string) => Promise<string>;

/** The terminal was closed (Ctrl-D), or the question given up (Ctrl-C). */
class GivenUp extends Error {}

/**
 * Asks for what the flags would say; an empty answer takes what stands in brackets, a wrong one is asked for again.
 *
 * @returns null if the questions were given up
 */
export async function askRequest(streams: Terminal, file: string | undefined): Promise<Answers | null> {
  const terminal = createInterface(streams);
  const closed = new Promise<never>((_, reject) => terminal.once("close", () => reject(new GivenUp())));
  closed.catch(() => {}); // closing after the last answer gives nothing up
  const ask: Ask = async (question, standard) => {
    const answer = await Promise.race([terminal.question(`${question} (${standard}): `), closed]);
    return answer.trim() || standard;
  };
  try {
    return await askAll(ask, streams.output, file);
  } catch (error) {
    if (error instanceof GivenUp || (error as Error).name === "AbortError") return null;
    throw error;
  } finally {
    terminal.close();
  }
}

async function askAll(ask: Ask, output: NodeJS.WritableStream, file: string | undefined): Promise<Answers> {
  for (const [name, meaning] of Object.entries(MEANINGS)) output.write(`  ${name.padEnd(9)}  ${meaning}\n`);
  const template = await askTemplate(ask, output);
  const flags = await askSizes(ask, output, template);
  const standard = template === "shared" ? "mission" : "project-plan.json";
  const place = template === "shared" ? "Folder" : "File";
  return { flags, file: file ?? (await ask(place, standard)) };
}

async function askTemplate(ask: Ask, output: NodeJS.WritableStream): Promise<Template> {
  for (;;) {
    const answer = await ask("Template", "minimal");
    const template = TEMPLATES.find((candidate) => candidate === answer);
    if (template) return template;
    output.write(`There is no template "${printable(answer)}".  Type one of ${TEMPLATES.join(", ")}.\n`);
  }
}

async function askSizes(ask: Ask, output: NodeJS.WritableStream, template: Template): Promise<RequestFlags> {
  const standard = STANDARD[template];
  for (;;) {
    const jobs = await ask("Jobs", String(standard.jobs));
    const regions = standard.regions === 0 ? {} : { regions: await ask("Regions", String(standard.regions)) };
    const council = await ask("Council members", String(standard.council));
    const flags = { template, jobs, ...regions, council, seed: await ask("Seed", "1") };
    try {
      requestOf(flags);
      return flags;
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      output.write(`${printable(error.message)}  ${printable(error.mend)}\n`);
    }
  }
}
