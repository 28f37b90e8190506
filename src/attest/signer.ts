import { createPrivateKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ATTEST } from "../errors/attest-errors.ts";
import { OmniError } from "../errors/error.ts";
import { quote } from "../errors/quote.ts";
import { overJsonLimit } from "../support/json-limits.ts";
import { list, oneOf, type Parsed, record, sentence, text } from "../support/shape.ts";
import { askProcess } from "../system/processes.ts";
import { PASSPHRASE } from "../system/secrets.ts";
import { isSignedBy, type PublicKey, publicKeyOf, publicKeysIn } from "./public-keys.ts";

export interface Signer {
  readonly id: PublicKey["id"];
  /** @throws OMNI4304 if an agent does not sign */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/**
 * @param file absolute: a private key in PEM, or a JSON file that names a program which signs
 * @throws OMNI4301 if it holds no key that can be used, OMNI4302 if its passphrase is missing or wrong
 */
export async function loadSigner(file: string, env: NodeJS.ProcessEnv): Promise<Signer> {
  const content = await readKeyFile(file);
  return content.trimStart().startsWith("{") ? agentOf(file, content) : signerOf(file, content, env);
}

async function readKeyFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const problem = `cannot be read: ${(error as NodeJS.ErrnoException).code}`;
    throw new OmniError(ATTEST.KEY_REFUSED, { file, problem }, { cause: error });
  }
}

function signerOf(file: string, pem: string, env: NodeJS.ProcessEnv): Signer {
  const passphrase = env[PASSPHRASE];
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && !passphrase)
    throw new OmniError(ATTEST.PASSPHRASE, { file, variable: PASSPHRASE, problem: "is not set" });
  const key = privateKeyIn(file, pem, isEncrypted ? passphrase : undefined);
  const known = publicKeyOf(key);
  if (known === null)
    throw new OmniError(ATTEST.KEY_REFUSED, { file, problem: "is neither Ed25519 nor P-256" });
  return { id: known.id, sign: async (message) => sign(known.hash, message, key) };
}

function privateKeyIn(file: string, pem: string, passphrase: string | undefined) {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch (cause) {
    if (passphrase === undefined)
      throw new OmniError(ATTEST.KEY_REFUSED, { file, problem: "holds no private key in PEM" }, { cause });
    const problem = "does not open it";
    throw new OmniError(ATTEST.PASSPHRASE, { file, variable: PASSPHRASE, problem }, { cause });
  }
}

interface Agent {
  readonly format: "omnisovereign-key-agent/1";
  /** A file in PEM, relative to this one. */
  readonly publicKey: string;
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
}

const AGENT = record<Agent>({
  format: oneOf("omnisovereign-key-agent/1"),
  publicKey: text,
  command: list(text),
});

const LIMITS = { depth: 3, values: 1000 };

/** A person writes it: order of keys, spaces and lines are free. */
function parseAgent(content: string): Parsed<Agent> {
  const given = overJsonLimit(content, LIMITS) === undefined ? parsedOrNull(content) : null;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { ok: false, problem: "is neither a key in PEM nor a JSON object" };
  const { format, publicKey, command, ...others } = given as Readonly<Record<string, unknown>>;
  const agent = { format, publicKey, command };
  const [other] = Object.keys(others);
  if (other !== undefined) return { ok: false, problem: `has the key ${quote(other)}, which no agent has` };
  const broken = AGENT(agent, "");
  return broken === undefined
    ? { ok: true, value: agent as Agent }
    : { ok: false, problem: sentence(broken) };
}

function parsedOrNull(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

const SECONDS = 120;
const LONGEST_SIGNATURE = 1024;

/** A key that stays where it is: a program takes what is to be signed on its stdin and puts the signature on its stdout. */
async function agentOf(file: string, content: string): Promise<Signer> {
  const parsed = parseAgent(content);
  if (!parsed.ok) throw new OmniError(ATTEST.KEY_REFUSED, { file, problem: parsed.problem });
  const { publicKey: beside, command } = parsed.value;
  const [program, ...args] = command;
  if (program === undefined) throw new OmniError(ATTEST.KEY_REFUSED, { file, problem: "names no program" });
  const keyFile = resolve(dirname(file), beside);
  const keys = publicKeysIn(await readKeyFile(keyFile));
  if ("problem" in keys) throw new OmniError(ATTEST.KEY_REFUSED, { file: keyFile, problem: keys.problem });
  const [known] = keys;
  if (known === undefined || keys.length !== 1)
    throw new OmniError(ATTEST.KEY_REFUSED, { file: keyFile, problem: "holds several keys" });
  return { id: known.id, sign: (input) => signBy({ program, args, cwd: dirname(file) }, known, input) };
}

async function signBy(
  {
    program,
    args,
    cwd,
  }: { readonly program: string; readonly args: readonly string[]; readonly cwd: string },
  key: PublicKey,
  input: Uint8Array,
): Promise<Uint8Array> {
  const answer = await askProcess({
    ...{ file: program, args, cwd, input },
    ...{ timeLimitSeconds: SECONDS, maxBytes: LONGEST_SIGNATURE },
  });
  if (!answer.ok) throw new OmniError(ATTEST.AGENT, { program, problem: answer.problem });
  if (isSignedBy(key, input, answer.output)) return answer.output;
  throw new OmniError(ATTEST.AGENT, {
    program,
    problem: "gave no signature of the key that it is said to hold",
  });
}
