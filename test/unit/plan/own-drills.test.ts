import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadProject } from "../../../src/plan/project.ts";

const EXAMPLE = "plans/examples/cities-and-regions.json";
const PAUSE = { as: "guardian", do: "guardian-pause" };

let folder: string;
let example: Record<string, unknown>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-drills-"));
  await mkdir(join(folder, "drills"));
  example = JSON.parse(await readFile(EXAMPLE, "utf8"));
});
after(() => rm(folder, { recursive: true }));

/** Loads the example with these drills, each on a line of its own. */
async function load(...drills: readonly object[]) {
  const list = drills.map((drill) => JSON.stringify({ id: "own", ...drill })).join(",\n");
  const text = `{ "drills": [\n${list}\n],\n${JSON.stringify({ ...example, drills: undefined }).slice(1)}`;
  await writeFile(join(folder, "plan.json"), text);
  return loadProject("plan.json", { folder });
}

/** What is wrong, by code and field. */
async function wrong(...drills: readonly object[]): Promise<string[]> {
  const result = await load(...drills);
  const issues = result.ok ? result.warnings : result.issues;
  return issues.map(({ code, pointer }) => `${code} ${pointer}`).filter((text) => text.includes("drills"));
}

async function sound(...drills: readonly object[]): Promise<{ national: Plan; planetary: Plan | null }> {
  const result = await load(...drills);
  assert.ok(result.ok, result.ok ? "" : result.issues.map(({ message }) => message).join("\n"));
  return result.project;
}

const step = (more: object) => ({ intervention: [more] });
const looks = (more: object) => ({ intervention: [PAUSE], expect: [more] });

describe("a drill that a plan defines", () => {
  it("is read with every number exact, and rehearsed by the stage that has what it names", async () => {
    const { national, planetary } = await sound(
      { ...step(PAUSE), id: "stop", wayBack: [{ as: "guardian", do: "guardian-resume" }] },
      {
        ...step({
          as: "region-operator:HILLS",
          do: "post-region-job",
          with: { region: "HILLS", reward: "0.000000000000000001" },
        }),
        id: "regional",
        irreversible: true,
        mostCost: "1.5",
      },
    );
    assert.deepEqual(
      [national, planetary].map((plan) => plan?.drills.map(({ id, own }) => [id, own?.stage])),
      [[["stop", "takeoff"]], [["regional", "global"]]],
    );
    const [regional] = planetary?.drills ?? [];
    assert.equal(regional?.own?.definition.mostCostWei, 1_500_000_000_000_000_000n);
    const [posted] = regional?.own?.definition.intervention ?? [];
    assert.deepEqual(posted?.kind === "step" && posted.with, { region: "HILLS", reward: "1" });
  });

  it("sets, or has the council decide, only what is governed, with arguments that fit", async () => {
    const set = (setter: unknown, to: unknown) => step({ as: "owner", do: "set", with: { setter, to } });
    assert.deepEqual(await wrong(set("Thermostat.setRoleOffset", [1, { decimal: "-0.1" }])), []);
    assert.deepEqual(await wrong(set("AccessManager.setTargetClosed", ["JobRegistry", true])), [
      "OMNI1061 /drills/0/intervention/0/with/setter",
    ]);
    assert.deepEqual(await wrong(set("Thermostat.setRoleOffset", [1])), [
      "OMNI1062 /drills/0/intervention/0/with/to",
    ]);
    assert.deepEqual(await wrong(set("Thermostat.setBounds", [[1, 2]])), [
      "OMNI1062 /drills/0/intervention/0/with/to/0",
    ]);
    assert.deepEqual(await wrong(set("EnergyOracle.setSigners", [["nurse.nobody"], 1])), [
      "OMNI1061 /drills/0/intervention/0/with/to/0/0",
    ]);
    const approval = { setter: "RegionalExecutor HILLS.approveBudget", to: [1, { tokens: "5" }, [1, 2, 3]] };
    const decide = { do: "decide", with: approval };
    const { planetary } = await sound(step(decide));
    assert.deepEqual(
      planetary?.drills.map(({ own }) => own?.stage),
      ["global"],
    );
    assert.deepEqual(await wrong(step({ ...decide, as: "owner" })), ["OMNI1060 /drills/0/intervention/0/as"]);
    assert.deepEqual(await wrong(step({ ...decide, timing: "now" })), [
      "OMNI1060 /drills/0/intervention/0/timing",
    ]);
    assert.deepEqual(await wrong(step({ do: "decide", with: { ...approval, votes: "yes" } })), [
      "OMNI1062 /drills/0/intervention/0/with/votes",
    ]);
    const clocked = { do: "wait", with: { seconds: 1, clock: "active" } };
    assert.deepEqual(await wrong(step(clocked)), ["OMNI1060 /drills/0/intervention/0/with/clock"]);
    const waited = { do: "wait", with: { seconds: 1 }, refused: "NotDue" };
    assert.deepEqual(await wrong(step(waited)), ["OMNI1060 /drills/0/intervention/0/refused"]);
  });

  it("states amounts by their units, exactly, and only those that the contract counts", async () => {
    const set = (setter: string, to: unknown) => ({ as: "owner", do: "set", with: { setter, to } });
    const { planetary } = await sound({
      intervention: [
        { check: "remember", name: "all", contract: "RewardEngineMB", view: "reserveWei" },
        set("RewardEngineMB.setParameters", [
          [{ tokens: "1500.5" }, { percent: "2.5" }, { value: "all", plus: { tokens: "-0.5" } }, 7, "8"],
        ]),
        set("IncentivePolicy.setRoleShares", [
          [{ percent: "62.25" }, { percent: "15" }, { percent: "17.75" }, { percent: "5" }],
        ]),
        set("SystemPause.setGuardianLimits", [{ days: "1.5" }, { hours: "36" }]),
        { do: "wait", with: { seconds: { minutes: "0.5" } } },
        { as: "owner", do: "set-temperature", with: { temperature: { decimal: "1.25" } } },
      ],
      expect: [
        {
          check: "state",
          contract: "RewardEngineMB",
          view: "parameters",
          part: "kappaWad",
          equals: { percent: "2.5" },
        },
        {
          check: "state",
          contract: "IncentivePolicy",
          view: "roleShares",
          equals: [{ percent: "62.25" }, { percent: "15" }, { percent: "17.75" }, { percent: "5" }],
        },
        {
          check: "state",
          contract: "StakeManager",
          view: "unbondingSeconds",
          atLeast: { days: "21" },
        },
      ],
    });
    const definition = planetary?.drills[0]?.own?.definition;
    const moves = [...(definition?.intervention ?? []), ...(definition?.expect ?? [])];
    const counted = JSON.stringify(moves, (_, value) => (typeof value === "bigint" ? `${value}` : value));
    assert.deepEqual(
      [...counted.matchAll(/"counted":"(-?\d+)"/g)].map(([, text]) => text),
      [
        ...["1500500000000000000000", "25000000000000000", "-500000000000000000"],
        ...["6225", "1500", "1775", "500", "129600", "129600", "30", "1250000000000000000"],
        ...["25000000000000000", "6225", "1500", "1775", "500", "1814400"],
      ],
    );
  });

  it("says where an amount is of another unit, or more exact than the contract counts", async () => {
    const set = (setter: string, to: unknown) => step({ as: "owner", do: "set", with: { setter, to } });
    const at = (place: string) => [`OMNI1062 /drills/0/intervention/0/with/to/${place}`];
    const shares = (first: unknown) => set("IncentivePolicy.setRoleShares", [[first, 1500, 1500, 500]]);
    assert.deepEqual(await wrong(shares({ tokens: "1" })), at("0/0"));
    assert.deepEqual(await wrong(shares({ percent: "65.001" })), at("0/0/percent"));
    assert.deepEqual(await wrong(shares({ percent: "-65" })), at("0/0/percent"));
    assert.deepEqual(await wrong(shares({ percent: 65 })), at("0/0/percent"));
    assert.deepEqual(await wrong(shares(-65)), at("0/0"));
    assert.deepEqual(await wrong(shares({ percent: "65 %" })), at("0/0/percent"));
    assert.deepEqual(await wrong(shares({ percent: "65", days: "1" })), at("0/0"));
    assert.deepEqual(await wrong(set("Thermostat.setRoleOffset", [{ percent: "1" }, 0])), at("0"));
    assert.deepEqual(
      await wrong(set("StakeManager.setUnbondingSeconds", [{ days: "0.00001" }])),
      at("0/days"),
    );
    const state = { check: "state", contract: "StakeManager", view: "unbondingSeconds" };
    assert.deepEqual(await wrong(looks({ ...state, equals: { tokens: "1" } })), [
      "OMNI1062 /drills/0/expect/0/equals",
    ]);
    assert.deepEqual(await wrong(step({ do: "wait", with: { seconds: { days: "-1" } } })), [
      "OMNI1062 /drills/0/intervention/0/with/seconds/days",
    ]);
  });

  it("names every unit where one is misspelt, the likely one first, and points at what is misspelt", async () => {
    const setter = "StakeManager.setUnbondingSeconds";
    const result = await load(step({ as: "owner", do: "set", with: { setter, to: [{ dayz: "1" }] } }));
    const [issue] = result.ok ? [] : result.issues;
    assert.equal(issue?.pointer, "/drills/0/intervention/0/with/to/0/dayz");
    const line = JSON.stringify({
      id: "own",
      ...step({ as: "owner", do: "set", with: { setter, to: [{ dayz: "1" }] } }),
    });
    assert.deepEqual([issue?.line, issue?.column], [2, line.indexOf('"1"}') + 1]);
    assert.match(
      issue?.mend ?? "",
      /^Did you mean "days"\? .*\{days\}, \{hours\}, \{minutes\}, \{role\}, \{digestOf\}\.$/,
    );
  });

  it("says to write as a text what JSON's numbers do not hold exactly", async () => {
    const result = await load(
      step({ as: "employer", do: "stake", with: { role: "agent", amount: 0.1 } }),
      step({ as: "employer", do: "stake", with: { role: "agent", amount: { tokens: 12 } } }),
    );
    const issues = result.ok ? [] : result.issues.filter(({ code }) => code === "OMNI1062");
    assert.deepEqual(
      issues.map(({ pointer, mend }) => `${pointer} ${mend}`),
      [
        '/drills/0/intervention/0/with/amount Write a decimal as a text, with at most 18 decimals, such as "0.1".',
        '/drills/1/intervention/0/with/amount/tokens Write a decimal as a text, such as "12".',
      ],
    );
  });

  it("compares nothing with a value of another kind than the contract answers", async () => {
    const state = (contract: string, view: string, more: object) =>
      looks({ check: "state", contract, view, ...more });
    const at = "/drills/0/expect/0";
    for (const equals of [{ tokens: "1" }, { days: "1" }, "true", 1, [], { role: "GUARDIAN" }, "owner"])
      assert.deepEqual(await wrong(state("SystemPause", "paused", { equals })), [`OMNI1062 ${at}/equals`]);
    for (const equals of [{ tokens: "1" }, true, 7, ["owner"], { digestOf: "owner" }])
      assert.deepEqual(await wrong(state("GuardianSeat", "change", { part: "next", equals })), [
        `OMNI1062 ${at}/equals`,
      ]);
    assert.deepEqual(await wrong(state("GuardianSeat", "change", { part: "next", equals: "ownr" })), [
      `OMNI1061 ${at}/equals`,
    ]);
    for (const equals of [true, "many", -1, 1.5, [1], { digestOf: "x" }, { tokens: "-1" }])
      assert.match(
        (await wrong(state("RewardEngineMB", "reserveWei", { equals }))).join(),
        /^OMNI1062 \/drills\/0\/expect\/0\/equals(\/tokens)?$/,
      );
    for (const equals of [[1, 2], { tokens: "1" }, true])
      assert.deepEqual(await wrong(state("IncentivePolicy", "roleShares", { equals })), [
        `OMNI1062 ${at}/equals`,
      ]);
    assert.deepEqual(await wrong(state("SystemPause", "paused", { atLeast: 1 })), [`OMNI1060 ${at}/atLeast`]);
    const flag = { check: "remember", name: "flag", contract: "SystemPause", view: "paused" };
    const more = { contract: "SystemPause", view: "paused", equals: { value: "flag", plus: 1 } };
    assert.deepEqual(await wrong({ ...looks({ check: "state", ...more }), intervention: [flag, PAUSE] }), [
      `OMNI1060 ${at}/equals/plus`,
    ]);
  });

  it("asks for no part that an answer does not have", async () => {
    const part = (contract: string, view: string, name: string, args: unknown[] = []) =>
      looks({ check: "state", contract, view, part: name, args, unchanged: true });
    for (const sound of [
      part("RewardEngineMB", "parameters", "kappaWad"),
      part("RewardEngineMB", "parameters", "0"),
      part("EnergyOracle", "signers", "length"),
    ])
      assert.deepEqual(await wrong(sound), []);
    for (const unsound of [
      part("RewardEngineMB", "parameters", "kapaWad"),
      part("RewardEngineMB", "parameters", "5"),
      part("RewardEngineMB", "parameters", "kappaWad.0"),
      part("EnergyOracle", "signers", "size"),
      part("SystemPause", "paused", "length"),
    ])
      assert.deepEqual(await wrong(unsound), ["OMNI1061 /drills/0/expect/0/part"]);
    const result = await load(part("RewardEngineMB", "parameters", "kapaWad"));
    assert.match((result.ok ? [] : result.issues)[0]?.mend ?? "", /^Did you mean "kappaWad"\?/);
  });

  it("says what a value that nothing remembered has to be", async () => {
    const setter = "StakeManager.setUnbondingSeconds";
    const result = await load(step({ as: "owner", do: "set", with: { setter, to: [{ value: "nope" }] } }));
    const [issue] = result.ok ? [] : result.issues;
    assert.equal(issue?.mend, "Name it as a check before remembers it.");
  });

  it("has one form, an intervention, and a way back or the most that it costs", async () => {
    assert.deepEqual(await wrong({}), ["OMNI1060 /drills/0"]);
    assert.deepEqual(await wrong({ kind: "pause", use: "drills/x.json" }), ["OMNI1060 /drills/0"]);
    assert.deepEqual(await wrong({ title: "nothing" }), ["OMNI1060 /drills/0"]);
    assert.deepEqual(await wrong({ ...step(PAUSE), irreversible: true }), [
      "OMNI1060 /drills/0/irreversible",
    ]);
    assert.deepEqual(await wrong({ ...step(PAUSE), mostCost: "1" }), ["OMNI1060 /drills/0/mostCost"]);
    const both = { ...step(PAUSE), irreversible: true, mostCost: "1", wayBack: [PAUSE] };
    assert.deepEqual(await wrong(both), ["OMNI1060 /drills/0/irreversible"]);
  });

  it("does nothing that is not in the list of actions, whatever it is called", async () => {
    for (const name of ["constructor", "toString", "hasOwnProperty", "transferOwnership", "", "__proto__"]) {
      const found = await wrong(step({ as: "owner", do: name }));
      assert.ok(
        found.some((text) => /OMNI10(61|20|2\d) \/drills\/0\/intervention\/0\/do/.test(text)),
        `${name}: ${found}`,
      );
    }
  });

  it("names nobody whom the mission does not know", async () => {
    for (const as of ["deployer", "nobody", "somebody.eth", "region-operator:ATLANTIS", "SystemPause", 7]) {
      const found = await wrong(step({ as, do: "pause" }));
      assert.equal(found.length, 1, `${as}: ${found}`);
      assert.match(found[0] ?? "", /\/drills\/0\/intervention\/0\/as$/);
    }
    const grant = { as: "owner", do: "grant-role", with: { role: "MASTER", account: "owner", delay: 0 } };
    assert.deepEqual(await wrong(step(grant)), ["OMNI1061 /drills/0/intervention/0/with/role"]);
  });

  it("looks only at views of the mission's own contracts, with arguments of their types", async () => {
    const view = (contract: string, name: string, ...args: unknown[]) =>
      looks({ check: "state", contract, view: name, args, equals: true });
    const at = "/drills/0/expect/0";
    for (const contract of ["OwnerSafe", "Treasury", "SafeL2", "constructor", "RegionalExecutor ATLANTIS"])
      assert.deepEqual(await wrong(view(contract, "paused")), [`OMNI1061 ${at}/contract`]);
    for (const name of ["pause", "guardianPause", "constructor", "nothing"])
      assert.deepEqual(await wrong(view("SystemPause", name)), [`OMNI1061 ${at}/view`]);
    assert.deepEqual(await wrong(view("SystemPause", "paused", 1)), [`OMNI1060 ${at}/args`]);
    assert.deepEqual(await wrong(view("IdentityRegistry", "rolesOf", "0x00")), [`OMNI1061 ${at}/args/0`]);
    assert.deepEqual(await wrong(view("JobRegistry", "jobOf", "one")), [`OMNI1062 ${at}/args/0`]);
    assert.deepEqual(await wrong(view("JobRegistry", "jobOf", 1.5)), [`OMNI1062 ${at}/args/0`]);
    assert.deepEqual(await wrong(view("JobRegistry", "jobOf", { data: "0x" })), [
      `OMNI1061 ${at}/args/0/data`,
    ]);
  });

  it("knows the contracts' events and their arguments", async () => {
    const event = (name: string, given: object) =>
      looks({ check: "event", contract: "SystemPause", event: name, with: given });
    assert.deepEqual(await wrong(event("Paused", { since: 1 })), []);
    assert.deepEqual(await wrong(event("Stopped", {})), ["OMNI1061 /drills/0/expect/0/event"]);
    assert.deepEqual(await wrong(event("Paused", { toString: 1 })), [
      "OMNI1061 /drills/0/expect/0/with/toString",
    ]);
  });

  it("is held to sizes and counts", async () => {
    assert.deepEqual(await wrong({ intervention: Array(65).fill(PAUSE) }), [
      "OMNI1026 /drills/0/intervention",
    ]);
    assert.deepEqual(await wrong(step({ do: "wait", with: { seconds: 1e15 } })), [
      "OMNI1062 /drills/0/intervention/0/with/seconds",
    ]);
    assert.deepEqual(await wrong(step({ do: "wait" })), ["OMNI1060 /drills/0/intervention/0/with"]);
    const stake = { as: "employer", do: "stake", with: { role: "agent", amount: "1e99" } };
    assert.deepEqual(await wrong(step(stake)), ["OMNI1062 /drills/0/intervention/0/with/amount"]);
  });

  it("refers only to what was remembered or done before", async () => {
    const wait = { do: "wait", with: { until: { value: "then" } } };
    const remember = { check: "remember", name: "then", contract: "SystemPause", view: "guardianReadyAt" };
    assert.deepEqual(await wrong({ intervention: [remember, wait] }), []);
    assert.deepEqual(await wrong({ intervention: [wait, remember] }), [
      "OMNI1061 /drills/0/intervention/0/with/until/value",
    ]);
    const cancel = { as: "guardian", do: "cancel", with: { step: "grant" } };
    assert.deepEqual(await wrong(step(cancel)), ["OMNI1061 /drills/0/intervention/0/with/step"]);
  });
});

describe("a drill that runs a job", () => {
  const rehearse = (given: object) => ({
    ...step({ do: "rehearse-job", with: given }),
    expect: [{ check: "payments" }],
  });

  it("borrows the terms of the job that it names, or of the first", async () => {
    const { national } = await sound(
      { ...rehearse({ rounds: ["reject"] }), id: "first" },
      { ...rehearse({ rounds: [], job: "KITCHENS" }), id: "other" },
    );
    assert.deepEqual(
      national.drills.map(({ job }) => job),
      ["STOCK-COUNT", "KITCHENS"],
    );
  });

  it("has nothing else beside it, and knows how committees and juries can vote", async () => {
    const at = "/drills/0/intervention/0/with";
    assert.deepEqual(await wrong(step({ do: "rehearse-job", with: { rounds: [] } })), ["OMNI1060 /drills/0"]);
    assert.deepEqual(await wrong(looks({ check: "payments" })), ["OMNI1060 /drills/0"]);
    assert.deepEqual(await wrong(rehearse({ rounds: ["maybe"] })), [`OMNI1061 ${at}/rounds/0`]);
    assert.deepEqual(await wrong(rehearse({ rounds: [], job: "NONE" })), [`OMNI1061 ${at}/job`]);
    assert.deepEqual(await wrong(rehearse({ rounds: Array(9).fill("approve") })), [`OMNI1062 ${at}/rounds`]);
    const hearings = [{ by: "owner", jury: "approve" }];
    assert.deepEqual(await wrong(rehearse({ rounds: ["reject"], hearings })), [`OMNI1062 ${at}/hearings/0`]);
  });
});

describe("a drill in a file of its own", () => {
  it("travels beside the plan, and is the same as if it stood there", async () => {
    const content = JSON.stringify(step(PAUSE));
    await writeFile(join(folder, "drills", "stop.json"), content);
    const result = await load({ use: "drills/stop.json" });
    assert.ok(result.ok);
    const [used] = result.project.national.drills;
    const { national } = await sound(step(PAUSE));
    assert.deepEqual(used?.own?.definition, national.drills[0]?.own?.definition);
    assert.equal(used?.own?.file, "drills/stop.json");
    assert.deepEqual(
      result.project.files.map(({ path }) => path),
      ["plans/asi-takeoff/drills/stop.json", "plans/asi-takeoff/project-plan.json"],
    );
  });

  it("is told of by its own name, line and column", async () => {
    await writeFile(
      join(folder, "drills", "bad.json"),
      '{\n  "intervention": [\n    { "as": "owner", "do": "stop" }\n  ]\n}\n',
    );
    const result = await load({ use: "drills/bad.json" });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.issues.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`),
      ["drills/bad.json:3:28 OMNI1061"],
    );
  });

  it("lies in the folder drills beside the plan and nowhere else", async () => {
    for (const use of [
      "../drills/x.json",
      "/etc/passwd",
      "drills/../../x.json",
      "plan.json",
      "drills/x",
      "drills\\x.json",
    ])
      assert.deepEqual(await wrong({ use }), ["OMNI1040 /drills/0/use"], use);
    assert.deepEqual(await wrong({ use: "drills/nowhere.json" }), ["OMNI1063 /drills/0/use"]);
  });

  it("is strict JSON of the form of a drill", async () => {
    const issuesOf = async (text: string) => {
      await writeFile(join(folder, "drills", "odd.json"), text);
      const result = await load({ use: "drills/odd.json" });
      return (result.ok ? result.warnings : result.issues).map(({ file, code }) => `${file} ${code}`);
    };
    assert.deepEqual(await issuesOf("{"), ["drills/odd.json OMNI1005"]);
    assert.deepEqual(await issuesOf("{}"), ["drills/odd.json OMNI1060"]);
    assert.deepEqual(await issuesOf(`{ "__proto__": {}, "intervention": [${JSON.stringify(PAUSE)}] }`), [
      "drills/odd.json OMNI1008",
    ]);
    assert.deepEqual(await issuesOf(`{ "expekt": [], "intervention": [${JSON.stringify(PAUSE)}] }`), [
      "drills/odd.json OMNI1500",
    ]);
  });
});

describe("the drills that come with the package", () => {
  it("are sound where a mission has what they name", async () => {
    for (const name of ["guardian-key-lost", "oracle-signer-lost", "region-operator-rogue"]) {
      const text = await readFile(join("plans", "drills", `${name}.json`), "utf8");
      await writeFile(join(folder, "drills", `${name}.json`), text);
      assert.deepEqual(await wrong({ use: `drills/${name}.json` }), [], name);
    }
  });
});
