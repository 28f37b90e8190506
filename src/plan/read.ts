import { open, realpath, stat } from "node:fs/promises";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { PLAN } from "../errors/plan.ts";
import { sha256 } from "../support/files.ts";
import { type Finding, reporter } from "./finding.ts";
import { withoutDemo } from "./safe-path.ts";

/** Four mebibytes: room for ten thousand jobs. */
export const LARGEST_BYTES = 4 * 1_024 * 1_024;

/** The folder that holds the packaged `plans/`. */
const PACKAGE_ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface RawPlan {
  /** The name under which the plan enters artefacts: relative to the project, forward slashes. */
  readonly path: string;
  /** The name by which the operator finds the file. */
  readonly shown: string;
  readonly sha256: string;
  readonly content: Uint8Array;
  readonly text: string;
}

export type ReadPlan =
  | { readonly kind: "read"; readonly raw: RawPlan }
  | { readonly kind: "missing"; readonly shown: string; readonly reason: string }
  | { readonly kind: "refused"; readonly shown: string; readonly findings: readonly Finding[] };

/**
 * Reads a plan file without following links out of the project and without reading more than a plan may hold.
 *
 * @param path `demo/…` means `plans/…`; a plan that the project lacks is taken from the package
 * @param root absolute path of the project
 */
export async function readPlan(path: string, root: string): Promise<ReadPlan> {
  const wanted = isAbsolute(path) ? path : withoutDemo(path.replaceAll(sep, "/").replace(/^\.\//, ""));
  const own = await readFrom(resolve(root, wanted), root, path);
  if (own.kind !== "missing" || isAbsolute(wanted) || !wanted.startsWith("plans/")) return own;
  const packaged = await readFrom(resolve(PACKAGE_ROOT, wanted), PACKAGE_ROOT, path);
  return packaged.kind === "missing" ? own : packaged;
}

async function readFrom(file: string, root: string, asked: string): Promise<ReadPlan> {
  const isInside = contains(root, file);
  const path = isInside ? relative(root, file).replaceAll(sep, "/") : externalName(file);
  const shown = isInside ? path : asked;
  const findings: Finding[] = [];
  const report = reporter(findings);
  try {
    if (isInside && !contains(await realpath(root), await realpath(file))) {
      report(PLAN.LEFT_PROJECT, { path: asked }, []);
      return { kind: "refused", shown, findings };
    }
    const { content, size } = await readLimited(file);
    if (size > LARGEST_BYTES) report(PLAN.TOO_LARGE, { bytes: size, limit: LARGEST_BYTES }, []);
    const text = findings.length === 0 ? decodeText(content, report) : null;
    if (text === null) return { kind: "refused", shown, findings };
    return { kind: "read", raw: { path, shown, sha256: sha256(content), content, text } };
  } catch (error) {
    return { kind: "missing", shown, reason: reasonOf(error) };
  }
}

function contains(root: string, file: string): boolean {
  const inner = relative(root, file);
  return inner !== "" && inner !== ".." && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

/** A name for a file outside of the project that says nothing of the machine. */
function externalName(file: string): string {
  return `plans/external/${basename(file).replaceAll(/[^A-Za-z0-9._-]/g, "_")}`;
}

/**
 * Reads no more than a plan may hold. A pipe is refused before it is opened, since opening it would wait for a writer.
 *
 * @throws if `file` is no regular file
 */
async function readLimited(file: string): Promise<{ content: Uint8Array; size: number }> {
  if (!(await stat(file)).isFile()) throw new Error("it is no file");
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    if (size > LARGEST_BYTES) return { content: new Uint8Array(), size };
    const { buffer, bytesRead } = await handle.read(new Uint8Array(size), 0, size, 0);
    return { content: buffer.subarray(0, bytesRead), size };
  } finally {
    await handle.close();
  }
}

function decodeText(content: Uint8Array, report: ReturnType<typeof reporter>): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    if (!text.startsWith("\uFEFF")) return text;
    report(PLAN.BYTE_ORDER_MARK, {}, [], { offset: 0 });
  } catch {
    report(PLAN.NOT_UTF8, {}, [], { offset: 0 });
  }
  return null;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a folder",
  ELOOP: "it is a link that leads to itself",
  ENAMETOOLONG: "its name is too long",
};

/** The system's own words hold absolute paths, so they are not shown. */
function reasonOf(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return code === "" ? message : (REASONS[code] ?? `the system says ${code}`);
}
