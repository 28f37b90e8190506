import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILD } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";
import { artefactPath, byCodeUnit } from "../support/paths.ts";
import { MANIFESTS_FOLDER, parseStageManifest, type ReadManifest } from "./stage-manifest.ts";

/** @returns the manifests of every script that left one in OUT, by path, and what is wrong with the others. */
export async function readManifests(
  out: string,
): Promise<{ manifests: ReadManifest[]; findings: Finding[] }> {
  const manifests: ReadManifest[] = [];
  const findings: Finding[] = [];
  for (const path of await listManifests(out)) {
    const text = await readFile(join(out, path), "utf8");
    const parsed = parseStageManifest(text, path);
    if (parsed.ok) manifests.push({ path: artefactPath(path), text, manifest: parsed.value });
    else findings.push(finding(BUILD.MANIFEST_INVALID, { path, problem: parsed.problem }));
  }
  return { manifests, findings };
}

async function listManifests(out: string): Promise<string[]> {
  const names = await readdir(join(out, MANIFESTS_FOLDER)).catch(() => []);
  return names
    .filter((name) => name.endsWith(".json"))
    .toSorted(byCodeUnit)
    .map((name) => `${MANIFESTS_FOLDER}/${name}`);
}
