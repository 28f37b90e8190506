import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse, populate } from "dotenv";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";

const LARGEST_BYTES = 2 ** 20;
const MULTILINE = /^([ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=[ \t]*)("[^"]*"|'[^']*'|`[^`]*`)/gm;
const SETTING = /^\s*(#.*|(export\s+)?[\w.-]+(\s*=.*|:\s.*))?$/;

/**
 * Adds to the environment what the `.env` of a folder says and the environment does not.
 *
 * @throws OMNI5020 if it cannot be read, OMNI5021 if a line of it is no setting: a setting that is passed over would be
 * taken for one that is in force
 */
export function readDotenv(folder: string): void {
  const path = join(folder, ".env");
  const text = readIfThere(path);
  if (text === null) return;
  requireSettings(path, text);
  populate(process.env as Record<string, string>, parse(text));
}

/** A pipe is refused before it is opened, since opening it would wait for a writer. */
function readIfThere(path: string): string | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > LARGEST_BYTES) throw new Error("it is no small file");
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    const problem = (error as Error).message;
    throw new OmniError(ENVIRONMENT.DOTENV_UNREADABLE, { path, problem }, { cause: error });
  }
}

function requireSettings(path: string, text: string): void {
  const values = text.replace(
    MULTILINE,
    (_, name: string, value: string) => name + value.replace(/[^\n]/g, "#"),
  );
  const lines = values.replace(/^\uFEFF/, "").split(/\r?\n/);
  const index = lines.findIndex((line) => !SETTING.test(line) || line.includes("\0"));
  if (index < 0) return;
  throw new OmniError(ENVIRONMENT.DOTENV_MALFORMED, { path, line: index + 1 });
}
