import { PLAN } from "../../errors/plan-errors.ts";
import { WAD } from "../../model/units.ts";
import { formatAmount } from "../../support/amount.ts";
import { nearest } from "../../support/nearest.ts";
import { parseCommand } from "../control-command.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { entries, present, type Rule, type RuleContext } from "./context.ts";

/** What the Thermostat takes: PidMath keeps every quantity below a million degrees. */
const HOTTEST_WAD = 1_000_000n * WAD;

/** Bounds that are stated, and those that stand for them by default, are bounds that the Thermostat takes. */
export const temperaturesAreBounded: Rule = (draft, { report, textAt }) => {
  const { initialTemperature, emergencyTemperature, minimumTemperature, maximumTemperature } =
    draft.governance?.thermostat ?? {};
  const check = (
    name: string,
    valueWad: bigint | undefined,
    isAllowed: (wad: bigint) => boolean,
    rule: string,
  ) => {
    if (valueWad === undefined || isAllowed(valueWad)) return;
    const path = ["governance", "thermostat", name];
    report(PLAN.OUT_OF_RANGE, { field: fieldName(path), found: textAt(path), rule }, path);
  };
  const highest = formatAmount(HOTTEST_WAD);
  check("maximumTemperature", maximumTemperature, (wad) => wad <= HOTTEST_WAD, `at most ${highest}`);
  if (maximumTemperature === undefined) {
    const half = formatAmount(HOTTEST_WAD / 2n);
    const rule = `at most ${half} unless maximumTemperature is stated`;
    check("emergencyTemperature", emergencyTemperature, (wad) => wad * 2n <= HOTTEST_WAD, rule);
  }
  if (minimumTemperature === undefined) {
    const rule = "more than 0.000000000000000001 unless minimumTemperature is stated";
    check("initialTemperature", initialTemperature, (wad) => wad > 1n, rule);
  }
};

/** minimum ≤ initial ≤ emergency ≤ maximum, as far as they are stated. */
export const temperaturesAreOrdered: Rule = (draft, { report }) => {
  const thermostat = draft.governance?.thermostat ?? {};
  const names = [
    "minimumTemperature",
    "initialTemperature",
    "emergencyTemperature",
    "maximumTemperature",
  ] as const;
  const stated = names.flatMap((name) => {
    const valueWad = thermostat[name];
    return valueWad === undefined ? [] : [{ name, valueWad }];
  });
  stated.slice(1).forEach((high, index) => {
    const low = stated[index];
    if (!low || low.valueWad <= high.valueWad) return;
    const args = {
      low: low.name,
      lowValue: formatAmount(low.valueWad),
      high: high.name,
      highValue: formatAmount(high.valueWad),
    };
    report(PLAN.TEMPERATURE_ORDER, args, ["governance", "thermostat", high.name]);
  });
};

/** Each signer of the owner's Safe is another one, and there are as many as have to sign. */
export const signersSuffice: Rule = (draft, { report, lineOf, textAt }) => {
  const { signers, threshold } = draft.governance?.ownerSafe ?? {};
  const path = ["governance", "ownerSafe"];
  const first = new Map<string, Path>();
  for (const [index, signer] of present(signers)) {
    const place = [...path, "signers", index];
    const taken = first.get(signer.toLowerCase());
    if (taken) report(PLAN.DUPLICATE_ID, { what: "signer", id: signer, first: lineOf(taken) }, place);
    else first.set(signer.toLowerCase(), place);
  }
  if (signers === undefined || threshold === undefined || threshold <= signers.length) return;
  const place = [...path, "threshold"];
  const rule = `at most ${signers.length}, the number of signers`;
  report(PLAN.OUT_OF_RANGE, { field: fieldName(place), found: textAt(place), rule }, place);
};

/** Commands parse without a shell, and name scripts that exist. */
export const commandsParse: Rule = (draft, context) => {
  const { thermostat, controlScripts } = draft.governance ?? {};
  const update = thermostat?.updateScript;
  if (update !== undefined) checkCommand(update, ["governance", "thermostat", "updateScript"], context);
  for (const [name, command] of entries(controlScripts)) {
    checkCommand(command, ["governance", "controlScripts", name], context);
  }
};

function checkCommand(command: string, path: Path, { report, knownScripts }: RuleContext): void {
  const field = fieldName(path);
  const parsed = parseCommand(command);
  if (parsed.kind === "bad") report(PLAN.BAD_COMMAND, { field, command, reason: parsed.reason }, path);
  else if (parsed.kind === "other") report(PLAN.OTHER_COMMAND, { field, command }, path);
  else if (knownScripts && !knownScripts.has(parsed.command.script)) {
    const { script } = parsed.command;
    report(PLAN.UNKNOWN_SCRIPT, { field, script, near: nearest(script, knownScripts) }, path);
  }
}

/** `0x…` that is no address, and words that stand for a name still to come. */
export const principalsAreNamed: Rule = (draft, { report }) => {
  const { owner, ownerSafe, pauseAuthority, treasury, quadraticVoting } = draft.governance ?? {};
  const named: readonly (readonly [string | undefined, Path])[] = [
    [owner, ["governance", "owner"]],
    ...present(ownerSafe?.signers).map(
      ([index, signer]) => [signer, ["governance", "ownerSafe", "signers", index]] as const,
    ),
    [pauseAuthority, ["governance", "pauseAuthority"]],
    [treasury, ["governance", "treasury"]],
    [quadraticVoting?.timelock, ["governance", "quadraticVoting", "timelock"]],
  ];
  for (const [name, path] of named) {
    if (name !== undefined && isPlaceholder(name))
      report(PLAN.PLACEHOLDER, { field: fieldName(path), name }, path);
  }
};

function isPlaceholder(name: string): boolean {
  if (/^0x0{40}$/i.test(name)) return true;
  if (/^0x/i.test(name)) return !/^0x[0-9a-f]{40}$/i.test(name);
  return /^<.*>$|todo|tbd|placeholder|change-?me|your[-_]/i.test(name);
}
