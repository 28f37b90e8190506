import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProject } from "../../src/plan/project.ts";
import { ODD_PLAN, type OddPlan, writePlans } from "./odd-plans.ts";
import type { Rehearsed } from "./plans-worker.ts";

const WORKER = join(import.meta.dirname, "plans-worker.ts");

/** How validation takes a plan. */
export type Checked = OddPlan & { readonly valid: boolean; readonly errors: readonly string[] };

/** @returns the plans with the codes of their errors; whatever is in them, validation gives an answer */
export async function checkPlans(plans: readonly OddPlan[]): Promise<Checked[]> {
  const folder = await mkdtemp(join(tmpdir(), "odd-plans-"));
  const checked: Checked[] = [];
  for (const odd of plans) {
    await writePlans(odd, folder);
    const result = await loadProject(ODD_PLAN, { folder });
    const errors = result.ok ? [] : result.issues.filter(({ severity }) => severity === "error");
    checked.push({ ...odd, valid: result.ok, errors: [...new Set(errors.map(({ code }) => code))] });
  }
  await rm(folder, { recursive: true });
  return checked;
}

/** Runs the missions of plans, in as many processes, each with a node and folder of its own. */
export async function rehearsePlans(
  plans: readonly OddPlan[],
  processes: number,
  onDone: (rehearsed: Rehearsed) => void = () => {},
): Promise<Rehearsed[]> {
  const left = [...plans];
  const done: Rehearsed[] = [];
  const keep = (rehearsed: Rehearsed) => {
    done.push(rehearsed);
    onDone(rehearsed);
  };
  await Promise.all(Array.from({ length: processes }, () => work(() => left.shift() ?? null, keep)));
  return done;
}

async function work(next: () => OddPlan | null, keep: (rehearsed: Rehearsed) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "odd-plans-"));
  const child = fork(WORKER, [folder], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.on("message", (message: Rehearsed | "ready") => {
    if (message !== "ready") keep(message);
    const plan = next();
    child.send(plan ?? "stop");
  });
  try {
    await ended(child);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`the worker ended with ${code}`)),
    );
  });
}
