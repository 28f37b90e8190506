import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { StageManifest } from "../../../src/model/manifest.ts";
import type { RunEvent, ScriptOutcome } from "../../../src/model/run-events.ts";
import type { Script, Step } from "../../../src/run/catalogue.ts";
import type { RunPorts, ScriptCall } from "../../../src/run/ports.ts";
import { executeRun, type RunRequest } from "../../../src/run/runner.ts";

const script = (name: string, changes: Partial<Script> = {}): Script => ({
  name,
  args: () => [],
  timeLimitSeconds: 60,
  needsNode: true,
  leavesManifest: true,
  beside: false,
  ...changes,
});

const TAKEOFF: Step = { id: "takeoff", scripts: [script("demo:takeoff")] };
const KIT: Step = {
  id: "kit",
  scripts: [script("kit:one", { needsNode: false }), script("kit:two", { needsNode: false })],
};
const OWNER: Step = {
  id: "owner",
  scripts: [
    script("pause"),
    script("read:one", { beside: true }),
    script("read:two", { beside: true }),
    script("read:three", { beside: true }),
    script("settle"),
  ],
};
const DOSSIER: Step = {
  id: "dossier",
  scripts: [script("dossier:build", { needsNode: false, leavesManifest: false })],
};

const request = (changes: Partial<RunRequest> = {}): RunRequest => ({
  paths: { plan: "p.json", out: "reports" },
  steps: [TAKEOFF, KIT, DOSSIER],
  predecessors: [],
  ...changes,
});

function manifest(name: string, digest: string): StageManifest {
  return {
    format: "omnisovereign-manifest/1",
    stage: "takeoff",
    script: name,
    blocks: name === "demo:takeoff" ? { first: 1, last: 4, stateRoot: "0x" } : null,
    inputs: [],
    outputs: [{ path: `${name}.json`, sha256: digest }],
  } as unknown as StageManifest;
}

/** A world in which each script leaves its manifest, unless `outcomes` has something else for it. */
class FakePorts implements RunPorts {
  scriptsAtOnce = 2;
  readonly events: RunEvent[] = [];
  readonly calls: ScriptCall[] = [];
  readonly manifests = new Map<string, StageManifest>();
  readonly outcomes: Record<string, ScriptOutcome> = {};
  nodesRunning = 0;
  nodesStarted = 0;
  onScript: (name: string) => void | Promise<void> = () => {};
  #milliseconds = 0;

  now(): number {
    this.#milliseconds += 10;
    return this.#milliseconds;
  }

  report(event: RunEvent): void {
    this.events.push(event);
  }

  async startNode(): Promise<{ url: string; stop: () => Promise<void> }> {
    this.nodesStarted += 1;
    this.nodesRunning += 1;
    return {
      url: "http://127.0.0.1:1",
      stop: async () => {
        this.nodesRunning -= 1;
      },
    };
  }

  async runScript(call: ScriptCall) {
    this.calls.push(call);
    const name = call.command.script;
    await this.onScript(name);
    const outcome = this.outcomes[name] ?? { kind: "succeeded" };
    if (outcome.kind === "succeeded") this.manifests.set(name, manifest(name, "new"));
    return { outcome, logPath: `${name}.log`, lastLines: ["last words"] };
  }

  async readManifest(name: string): Promise<StageManifest | null> {
    return this.manifests.get(name) ?? null;
  }

  roots: { readonly stateRoot: string }[] | null = Array.from({ length: 4 }, () => ({ stateRoot: "0x" }));

  async readRoots() {
    return this.roots;
  }

  async countTransactions(first: number, last: number): Promise<number> {
    return 10 * (last - first + 1);
  }

  async readDossier(): Promise<{ path: string; root: string }> {
    return { path: "reports/omnisovereign/dossier", root: "ab" };
  }

  /** `+` for each script that started, `-` for each that ended. */
  get course(): readonly string[] {
    return this.events.flatMap((event) => {
      if (event.type === "script-started") return [`+${event.command.script}`];
      return event.type === "script-finished" ? [`-${event.script}`] : [];
    });
  }

  get scripts(): readonly string[] {
    return this.calls.map(({ command }) => command.script);
  }
}

const run = (ports: FakePorts, changes: Partial<RunRequest> = {}, signal = new AbortController().signal) =>
  executeRun(request(changes), ports, signal);

describe("a run", () => {
  it("runs every script in order and ends with the dossier's root", async () => {
    const ports = new FakePorts();
    const state = await run(ports);
    assert.deepEqual(ports.scripts, ["demo:takeoff", "kit:one", "kit:two", "dossier:build"]);
    assert.equal(state.outcome, "succeeded");
    assert.equal(state.dossier?.root, "ab");
    assert.deepEqual(state.steps[0]?.result, { transactions: 40, artefacts: 1, changed: null });
    assert.equal(state.steps[1]?.result?.artefacts, 2);
  });

  it("gives its scripts the node that it started, and stops it", async () => {
    const ports = new FakePorts();
    await run(ports);
    assert.ok(ports.calls.every(({ env }) => env.RPC_URL === "http://127.0.0.1:1"));
    assert.equal(ports.nodesStarted, 1);
    assert.equal(ports.nodesRunning, 0);
  });

  it("starts no node when the operator named one or no script needs one", async () => {
    const named = new FakePorts();
    await run(named, { rpcUrl: "http://elsewhere" });
    assert.ok(named.calls.every(({ env }) => env.RPC_URL === "http://elsewhere"));
    const unneeded = new FakePorts();
    await run(unneeded, { steps: [KIT] });
    assert.equal(named.nodesStarted + unneeded.nodesStarted, 0);
  });

  it("stops at the first failure, stops the node, and builds no dossier", async () => {
    const ports = new FakePorts();
    ports.outcomes["kit:one"] = { kind: "exited", exitCode: 3 };
    const state = await run(ports);
    assert.deepEqual(ports.scripts, ["demo:takeoff", "kit:one"]);
    assert.deepEqual([state.outcome, state.dossier, ports.nodesRunning], ["failed", null, 0]);
    assert.deepEqual(
      state.steps.map(({ status }) => status),
      ["succeeded", "failed", "pending"],
    );
    assert.deepEqual(state.failure, {
      step: "kit",
      command: { script: "kit:one", args: [], env: { OMNISOVEREIGN_PLAN: "p.json" } },
      outcome: { kind: "exited", exitCode: 3 },
      logPath: "kit:one.log",
      lastLines: ["last words"],
    });
  });

  it("takes a script that leaves no manifest for a failure", async () => {
    const ports = new FakePorts();
    ports.onScript = (name) => {
      if (name === "demo:takeoff") ports.readManifest = async () => null;
    };
    const state = await run(ports);
    assert.deepEqual(state.failure?.outcome, { kind: "left-no-manifest" });
  });

  it("is interrupted, not failed, when its signal comes", async () => {
    const ports = new FakePorts();
    ports.outcomes["demo:takeoff"] = { kind: "interrupted" };
    const state = await run(ports);
    assert.deepEqual(
      [state.outcome, state.steps[0]?.status, ports.nodesRunning],
      ["interrupted", "interrupted", 0],
    );
  });

  it("starts nothing more when the signal comes between two scripts", async () => {
    const ports = new FakePorts();
    const controller = new AbortController();
    ports.onScript = (name) => {
      if (name === "kit:one") controller.abort();
    };
    const state = await run(ports, {}, controller.signal);
    assert.deepEqual(ports.scripts, ["demo:takeoff", "kit:one"]);
    assert.equal(state.outcome, "interrupted");
  });

  it("refuses a stage whose predecessor has left nothing", async () => {
    const ports = new FakePorts();
    await assert.rejects(run(ports, { steps: [KIT], predecessors: [TAKEOFF] }), {
      code: "OMNI2104",
      args: { stage: "kit", needed: "takeoff" },
    });
    assert.deepEqual(ports.events, []);
  });

  it("refuses a stage whose predecessor's blocks the journal has lost, or has others in their place", async () => {
    const ports = new FakePorts();
    ports.manifests.set("demo:takeoff", manifest("demo:takeoff", "old"));
    const kit = { steps: [KIT], predecessors: [TAKEOFF] };
    ports.roots = [];
    await assert.rejects(run(ports, kit), {
      code: "OMNI3044",
      args: { script: "demo:takeoff", last: 4, blocks: 0 },
    });
    ports.roots = Array.from({ length: 5 }, () => ({ stateRoot: "0x1" }));
    await assert.rejects(run(ports, kit), { code: "OMNI3044", message: /another block there/ });
    assert.deepEqual(ports.events, []);
  });

  it("leaves it to the stage to say that the journal's log is damaged", async () => {
    const ports = new FakePorts();
    ports.manifests.set("demo:takeoff", manifest("demo:takeoff", "old"));
    ports.roots = null;
    assert.equal((await run(ports, { steps: [KIT], predecessors: [TAKEOFF] })).outcome, "succeeded");
  });

  it("says which artefacts of a stage that ran before came out differently", async () => {
    const ports = new FakePorts();
    ports.manifests.set("kit:one", manifest("kit:one", "old"));
    ports.manifests.set("kit:two", manifest("kit:two", "new"));
    const state = await run(ports, { steps: [KIT] });
    assert.deepEqual(state.steps[0]?.result?.changed, ["kit:one.json"]);
  });

  it("tells its events in order", async () => {
    const ports = new FakePorts();
    await run(ports, { steps: [TAKEOFF] });
    assert.deepEqual(
      ports.events.map(({ type }) => type),
      [
        "run-started",
        "node-started",
        "step-started",
        "script-started",
        "script-finished",
        "step-finished",
        "node-stopped",
        "run-finished",
      ],
    );
  });
});

describe("scripts that may run beside each other", () => {
  /** Each script ends when it is let go. */
  class HeldPorts extends FakePorts {
    readonly held = new Map<string, () => void>();

    override onScript = (name: string): Promise<void> =>
      new Promise((resolve) => {
        this.held.set(name, resolve);
      });

    async letGo(name: string): Promise<void> {
      await settled();
      this.held.get(name)?.();
      await settled();
    }
  }

  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("start in order, as many at once as the machine can run, between those that may not", async () => {
    const ports = new HeldPorts();
    const state = run(ports, { steps: [OWNER] });
    for (const name of ["pause", "read:two", "read:three", "read:one", "settle"]) await ports.letGo(name);
    assert.equal((await state).outcome, "succeeded");
    assert.deepEqual(ports.course, [
      ...["+pause", "-pause"],
      ...["+read:one", "+read:two", "-read:two", "+read:three", "-read:three", "-read:one"],
      ...["+settle", "-settle"],
    ]);
  });

  it("run one after the other on a machine with one processor", async () => {
    const ports = new FakePorts();
    ports.scriptsAtOnce = 1;
    await run(ports, { steps: [OWNER] });
    assert.deepEqual(
      ports.course,
      OWNER.scripts.flatMap(({ name }) => [`+${name}`, `-${name}`]),
    );
  });

  it("end by themselves once one has failed, and no other starts", async () => {
    const ports = new HeldPorts();
    ports.outcomes["read:two"] = { kind: "exited", exitCode: 1 };
    const state = run(ports, { steps: [OWNER] });
    for (const name of ["pause", "read:two", "read:one"]) await ports.letGo(name);
    const { outcome, failure, steps } = await state;
    assert.deepEqual([outcome, failure?.command.script, steps[0]?.status], ["failed", "read:two", "failed"]);
    assert.deepEqual(ports.course, [
      ...["+pause", "-pause"],
      ...["+read:one", "+read:two", "-read:two", "-read:one"],
    ]);
    assert.equal(ports.events.filter(({ type }) => type === "step-failed").length, 1);
    assert.equal(ports.nodesRunning, 0);
  });

  it("blame the one that failed first", async () => {
    const ports = new HeldPorts();
    ports.outcomes["read:one"] = { kind: "exited", exitCode: 1 };
    ports.outcomes["read:two"] = { kind: "exited", exitCode: 2 };
    const state = run(ports, { steps: [OWNER] });
    for (const name of ["pause", "read:two", "read:one"]) await ports.letGo(name);
    assert.deepEqual((await state).failure?.outcome, { kind: "exited", exitCode: 2 });
  });

  it("are all told when the run is interrupted, and none starts after that", async () => {
    const ports = new HeldPorts();
    const controller = new AbortController();
    ports.outcomes["read:one"] = { kind: "interrupted" };
    ports.outcomes["read:two"] = { kind: "interrupted" };
    const state = run(ports, { steps: [OWNER] }, controller.signal);
    await ports.letGo("pause");
    controller.abort();
    assert.ok(ports.calls.every(({ signal }) => signal.aborted));
    for (const name of ["read:one", "read:two"]) await ports.letGo(name);
    assert.deepEqual([(await state).outcome, ports.nodesRunning], ["interrupted", 0]);
    assert.deepEqual(ports.scripts, ["pause", "read:one", "read:two"]);
  });
});
