import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { PLAN } from "../errors/plan-errors.ts";
import { nearest } from "../support/nearest.ts";
import { sha256 } from "../system/files.ts";
import { PACKAGE } from "../system/root.ts";
import { type Finding, reporter } from "./plan-finding.ts";
import { withoutDemo } from "./safe-path.ts";

/** Four mebibytes: room for ten thousand jobs. */
export const LARGEST_BYTES = 4 * 1_024 * 1_024;

export interface RawPlan {
  /** Where it lies on this machine, absolute; never in an artefact. */
  readonly file: string;
  /** The name by which the operator finds the file. */
  readonly shown: string;
  readonly sha256: string;
  readonly content: Uint8Array;
  readonly text: string;
}

export type ReadPlan =
  | { readonly kind: "read"; readonly raw: RawPlan }
  | {
      readonly kind: "missing";
      readonly shown: string;
      readonly reason: string;
      /** Beside it lies one of a similar name. */
      readonly near: string | null;
    }
  | { readonly kind: "refused"; readonly shown: string; readonly findings: readonly Finding[] };

/**
 * Reads a plan file as somebody typed it, without reading more than a plan may hold.
 *
 * @param path relative to `folder`, or absolute; `demo/…` means `plans/…` too, and a `plans/…` that is not there is
 *   taken from the package
 * @param folder absolute
 */
export async function readPlan(path: string, folder: string): Promise<ReadPlan> {
  const [first, ...others] = placesOf(path, folder);
  const read = await readPlanFile(first, path);
  for (const file of isAbsent(read) ? others : []) {
    const other = await readPlanFile(file, path);
    if (!isAbsent(other)) return other;
  }
  return read;
}

function isAbsent(read: ReadPlan): boolean {
  return read.kind === "missing" && read.reason === REASONS.ENOENT;
}

/** Where a typed path may lie, the likeliest first. */
function placesOf(path: string, folder: string): [string, ...string[]] {
  const typed = resolve(folder, path);
  const known = withoutDemo(path.replaceAll(sep, "/").replace(/^\.\//, ""));
  if (!known.startsWith("plans/")) return [typed];
  return [typed, resolve(folder, known), resolve(PACKAGE, known)];
}

/**
 * Reads one file. Links are followed: whoever names a plan may keep it where they like.
 *
 * @param file absolute
 * @param shown how messages call it
 */
export async function readPlanFile(file: string, shown: string): Promise<ReadPlan> {
  const findings: Finding[] = [];
  const report = reporter(findings);
  try {
    const { content, size } = await readLimited(file);
    if (size > LARGEST_BYTES) report(PLAN.TOO_LARGE, { bytes: size, limit: LARGEST_BYTES }, []);
    const text = findings.length === 0 ? decodeText(content, report) : null;
    if (text === null) return { kind: "refused", shown, findings };
    return { kind: "read", raw: { file, shown, sha256: sha256(content), content, text } };
  } catch (error) {
    const reason = reasonOf(error);
    const near = reason === REASONS.ENOENT ? await nearBeside(file, shown) : null;
    return { kind: "missing", shown, reason, near };
  }
}

async function nearBeside(file: string, shown: string): Promise<string | null> {
  const names = await readdir(dirname(file)).catch(() => []);
  const near = nearest(
    basename(file),
    names.filter((name) => name.endsWith(".json")),
  );
  return near === null ? null : join(dirname(shown), near).replaceAll(sep, "/");
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

const REASONS = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a folder",
  ELOOP: "it is a link that leads to itself",
  ENAMETOOLONG: "its name is too long",
} as const;

/** The system's own words hold absolute paths, so they are not shown. */
function reasonOf(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "") return message;
  return (REASONS as Readonly<Record<string, string>>)[code] ?? `the system says ${code}`;
}
