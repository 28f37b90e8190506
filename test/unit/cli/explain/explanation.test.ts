import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { type Explanation, explain } from "../../../../src/cli/explain/explanation.ts";
import { formatExplanation } from "../../../../src/cli/explain/report.ts";
import { loadProject } from "../../../../src/plan/project.ts";
import { parseAmount } from "../../../../src/support/amount.ts";
import { toJson } from "../../../../src/support/json.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
after(() => rmSync(folder, { recursive: true }));

// biome-ignore lint/suspicious/noExplicitAny: a test changes a plan's JSON at will
type Json = any;

async function explained(path: string): Promise<Explanation> {
  const result = await loadProject(path, { folder: ROOT });
  assert.ok(result.ok, JSON.stringify(result.ok || result.issues));
  return explain(result.project, result.warnings);
}

async function city(change: (plan: Json) => void): Promise<Explanation> {
  const plan = JSON.parse(readFileSync(join(ROOT, "plans/examples/city.json"), "utf8"));
  change(plan);
  const path = join(folder, "city.json");
  writeFileSync(path, JSON.stringify(plan));
  return explained(path);
}

function wei(amount: string | undefined): bigint {
  const parsed = parseAmount(amount ?? "");
  assert.ok(parsed.ok);
  return parsed.wei;
}

describe("the explanation of a plan", () => {
  it("says who is paid what by the shares: together exactly what is escrowed less the bonus that does not double and the seats that do not sit", async () => {
    const { plans } = await explained("plans/examples/city.json");
    const money = plans[0]?.money;
    const paid = money?.pay.reduce((sum, { planned }) => sum + wei(planned), 0n);
    assert.equal(paid, wei(money?.escrowed) - wei(money?.bonuses) / 2n - wei(money?.seatFees) / 2n);
    assert.deepEqual(
      money?.pay.map(({ as, who, planned, most }) => [as, who, planned, most]),
      [
        ["agent", "harbour-office.ellery.eth", "12025", "18500"],
        ["agent", "civil-works.ellery.eth", "25350", "39000"],
        ["committees", "drawn from the validators", "9505", "59260"],
        ["operator", "mission-operator", "8625", "57500"],
        ["employer", "works-office.ellery.eth", "2875", "57500"],
        ["treasury", "treasurer.ellery.eth", "890", "60465"],
      ],
    );
  });

  it("rounds for people what it has exactly: tokens to two decimals, with separators, shares in per cent, spans in days", async () => {
    const explanation = await explained("plans/omnisovereign/project-plan.omnisovereign.json");
    const { price, worth } = explanation.planet?.natPrice ?? {};
    assert.deepEqual([price, worth], ["5101910.828025477707006369", "8009999.999999999999999999"]);
    const text = formatExplanation(explanation);
    assert.match(text, /a nat of uncertainty removed is worth 5,101,910\.83 at .* come to 8,010,000\.00,/);
    assert.match(text, /escrowed at most: rewards 1,915,000\.00, fees 19,150\.00,/);
    assert.match(text, /does so 39 days 10 hours 8 minutes after the registrar's word/);
    assert.match(text, /protocol\.windows\.commitSeconds: 86400 \(1 day\)/);
    assert.match(text, /protocol\.quorum\.approvalBps: 5001 \(50\.01 %\)/);
    assert.doesNotMatch(text, /\d\.\d{5,}/);
    for (const line of text.split("\n")) assert.ok(line.length <= 400, line);
  });

  it("says how often each thing is to be expected that does not go to plan, and what is drawn or said of which job", async () => {
    const { plans } = await city((plan) => {
      plan.chain = {
        seed: "s",
        odds: { lateBps: 2_500, poorBps: 0, dissentBps: 0, silentBps: 0, disputeBps: 1 },
      };
      plan.jobs = plan.jobs.map((job: Json) => ({ ...job, course: { late: false, disputed: false } }));
      plan.jobs[0].course = { late: true, poor: true };
      plan.jobs[0].onFailure = "substitute";
    });
    const [told] = plans;
    const jobs = told?.jobs ?? 0;
    const expected = (bps: number) => ((jobs * bps) / 10_000).toFixed(2);
    assert.deepEqual(
      told?.odds.map(({ what, expected }) => [what, expected]),
      [
        ["late jobs", expected(2_500)],
        ["poor results", "0.00"],
        ["dissenting votes", "0.00"],
        ["missing reveals", "0.00"],
        ["disputes of right verdicts", "0.00"],
      ],
    );
    assert.equal(told?.drawn.length, 1);
    assert.match(
      String(told?.drawn[0]?.what),
      /^the work ends \d\.\d days past its deadline; the result deserves to be rejected; attempt 2 by \S+: /,
    );
    assert.equal(told?.drawn[0]?.pinned, true);
  });

  it("says which jobs hand in a file", async () => {
    const { plans } = await explained("plans/examples/survey/plan.json");
    assert.deepEqual(plans[0]?.deliverables, [{ job: "TIDE-SURVEY", path: "works/tide-survey.md" }]);
  });

  it("says jury only where one can be drawn beside a committee, the agent and the employer", async () => {
    const decidedBy = async (council: number, validators: number) => {
      const { disputes } = await city((plan) => {
        plan.participants.council.length = council;
        plan.participants.validators.length = validators;
      });
      return [disputes.decidedBy, disputes.body, disputes.candidates];
    };
    assert.deepEqual(await decidedBy(3, 3), ["jury", "council", 3]);
    assert.deepEqual(await decidedBy(0, 6), ["owner", "owner", 0], "three hold most of the stake");
    assert.deepEqual(await decidedBy(2, 3), ["owner", "owner", 0]);
    const equal = await city((plan) => {
      plan.participants.council = [];
      plan.participants.validators.length = 6;
      for (const validator of plan.participants.validators) validator.stake = "4000";
    });
    assert.deepEqual([equal.disputes.body, equal.disputes.candidates], ["validators", 3]);
    assert.match(
      formatExplanation(equal),
      /from validators outside the committee by stake, 3 people of whom/,
    );
  });

  it("says which juries the council's stakes cannot cover", async () => {
    const staking = (stake: string) =>
      city((plan) => {
        for (const councillor of plan.participants.council) councillor.stake = stake;
      });
    const poor = await staking("2100");
    assert.deepEqual(poor.disputes.uncovered, { hearing: 3, quorum: 10, covered: 8, held: 7 });
    assert.equal(poor.disputes.decidedBy, "jury");
    assert.match(
      formatExplanation(poor),
      /Of the third of these juries the stakes can cover 8 seats at most/,
    );
    const what = poor.drills.find(({ kind }) => kind === "second-appeal")?.what ?? "";
    assert.match(what, /no quorum of the third, and others judge there, or jurors who have less to lose$/);
    const penniless = await staking("1");
    assert.equal(penniless.disputes.decidedBy, "owner");
    assert.match(
      formatExplanation(penniless),
      /No jury is sure to be had: of the council's 0 with enough at stake fewer than 3 are sure to be eligible/,
    );
  });

  it("does not promise a jury in drills that will find none", async () => {
    const none = await city((plan) => {
      plan.participants.council = [];
      plan.participants.validators.length = 5;
    });
    assert.match(
      none.drills.find(({ kind }) => kind === "dispute-won")?.what ?? "",
      /the owner, for want of a jury,/,
    );
    assert.match(
      formatExplanation(none),
      /No jury is sure to be had: of the council's 0 with enough at stake fewer than 3 are sure to be eligible/,
    );
  });

  it("says that a bonus which does not exist cannot double", async () => {
    const { plans, drills } = await city((plan) => {
      delete plan.jobs[1].thermodynamicProfile.validatorBonus;
    });
    const policy = plans[0]?.delays.find(({ policy }) => policy === "double-validator-bonus");
    assert.match(policy?.effect ?? "", /nothing happens/);
    assert.match(
      drills.find(({ id }) => id === "delay-double-validator-bonus")?.what ?? "",
      /nothing happens/,
    );
  });

  it("names stand-ins for addresses, whoever has them", async () => {
    const address = "0x52908400098527886E0F7030069857D2E4169EE7";
    const { control } = await city((plan) => {
      plan.governance.treasury = address;
    });
    assert.deepEqual(control.standIns, [address.toLowerCase()]);
    assert.equal(control.treasury, `stand-in for ${address.toLowerCase()}`);
  });

  it("tells of all three plans of a shared mission, whose governance is the shared one's", async () => {
    const { plans, control, planet, defaults } = await explained(
      "plans/omnisovereign/project-plan.omnisovereign.json",
    );
    assert.deepEqual(
      plans.map(({ part, jobs }) => [part, jobs]),
      [
        ["national", 7],
        ["planetary", 11],
        ["coordination", 6],
      ],
    );
    assert.equal(control.owner, "owner.omnisovereign.eth");
    assert.deepEqual(planet?.regions.map(({ region, by }) => [region, by]).at(-1), [
      "GLOBAL",
      "cost of its jobs",
    ]);
    assert.deepEqual(defaults.map(({ part }) => part).toSorted(), ["coordination", "national", "planetary"]);
  });

  it("can be written as JSON, and as text without control characters of the plan", async () => {
    const explanation = await city((plan) => {
      plan.initiative = "a\u001b[2Jb";
    });
    assert.doesNotThrow(() => JSON.parse(toJson(explanation)));
    assert.doesNotMatch(formatExplanation(explanation).replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
  });

  it("says of drills whom they cost nothing, and which of them will not be exercised", async () => {
    const { drills } = await city((plan) => {
      plan.participants.council = [];
      plan.participants.validators.length = 5;
      plan.protocol = {
        slashing: { nonRevealBps: 0, wrongVoteBps: 0, rejectedWorkBps: 0, expiredWorkBps: 0 },
      };
    });
    const what = (kind: string) => drills.find((drill) => drill.kind === kind)?.what ?? "";
    for (const kind of ["non-reveal", "rejection", "expiry"]) assert.match(what(kind), /loses nothing/);
    for (const kind of ["dispute-won", "dispute-lost", "juror-slashed", "second-appeal"])
      assert.match(what(kind), /only if the draw happens to leave one$/);
    assert.match(what("owner-ruling"), /no jury can be drawn/);
  });

  it("gives a council no part in a mission without one", async () => {
    const plan = JSON.parse(readFileSync(join(ROOT, "plans/examples/cities-and-regions.json"), "utf8"));
    plan.participants.council = [];
    const path = join(folder, "regions.json");
    writeFileSync(path, JSON.stringify(plan));
    const text = formatExplanation(await explained(path));
    assert.match(text, /nobody votes: the owner sets the budgets/);
    assert.doesNotMatch(text, /proposals of the council|the council's|How the council|own proposals/);
  });

  it("says what a plan states and another one of the mission decides", async () => {
    const shared = "plans/omnisovereign/project-plan.omnisovereign.json";
    const plan = JSON.parse(readFileSync(join(ROOT, shared), "utf8"));
    plan.governance.thermostat.emergencyTemperature = "0.47";
    for (const layer of plan.layers) layer.plan = join(ROOT, dirname(shared), layer.plan);
    const path = join(folder, "shared.json");
    writeFileSync(path, JSON.stringify(plan));
    const { notInForce } = await explained(path);
    assert.deepEqual(
      notInForce.map((line) => line.replace(/^\S+ {2}/, "")),
      [
        'governance.thermostat.emergencyTemperature is "0.47", but in this mission "0.45" of the national plan holds.',
      ],
    );
    assert.deepEqual((await explained(shared)).notInForce, []);
    assert.deepEqual((await explained("plans/examples/city.json")).notInForce, []);
  });
});
