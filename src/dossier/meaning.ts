import { ASPECTS, type Aspect, type MeaningDifference } from "../model/dossier.ts";
import { printable } from "../support/text.ts";

/** What documents of a mission say, by aspect, then by what it is about. */
export type Meaning = Readonly<Record<Aspect, Map<string, string>>>;

type Value = Readonly<Record<string, unknown>>;

const LONGEST_SHOWN = 160;

/**
 * Reads of documents what a mission came to.
 *
 * @param documents attacker-controlled; what has not the form that the product writes says nothing
 */
export function meaningOf(documents: Iterable<unknown>): Meaning {
  const meaning = Object.fromEntries(ASPECTS.map((aspect) => [aspect, new Map()])) as unknown as Meaning;
  let latest = -1;
  for (const object of objectsIn(documents)) {
    tellOutcome(object, meaning.outcomes);
    tellVotes(object, meaning.votes);
    tellParameter(object, meaning.parameters);
    tellPayments(object, meaning.payments);
    tellDrill(object, meaning.drills);
    tellReserve(object, meaning.balances);
    const block = Number(object.block ?? -1);
    if (listIn(object, "positions").length === 0 || block < latest) continue;
    latest = block;
    tellPositions(object, meaning.balances);
  }
  return meaning;
}

/** @returns in what two missions differ, aspect by aspect; texts are escaped and cut */
export function meaningDifferences(a: Meaning, b: Meaning): readonly MeaningDifference[] {
  return ASPECTS.flatMap((aspect) => {
    const [left, right] = [a[aspect], b[aspect]];
    return [...new Set([...left.keys(), ...right.keys()])]
      .filter((what) => left.get(what) !== right.get(what))
      .map((what) => ({
        aspect,
        what: shown(what),
        ...(left.has(what) ? { a: shown(left.get(what) ?? "") } : {}),
        ...(right.has(what) ? { b: shown(right.get(what) ?? "") } : {}),
      }));
  });
}

function shown(text: string): string {
  return printable(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** Every object of the documents, outer ones first; keeps its own stack, because hostile documents nest deep. */
function* objectsIn(documents: Iterable<unknown>): Generator<Value> {
  for (const document of documents) {
    const open: unknown[] = [document];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next !== "object" || next === null) continue;
      if (!Array.isArray(next)) yield next as Value;
      open.push(...Object.values(next).toReversed());
    }
  }
}

function tellOutcome({ id, outcome }: Value, outcomes: Map<string, string>): void {
  if (isText(id) && isText(outcome)) outcomes.set(id, outcome);
}

function tellPositions(object: Value, balances: Map<string, string>): void {
  for (const { label, address, ...amounts } of listIn(object, "positions")) {
    for (const [name, amount] of Object.entries(amounts))
      if (isText(amount)) balances.set(`${text(label ?? address)} ${name}`, `${amount} wei`);
  }
  const { totals } = object;
  for (const [name, amount] of Object.entries(typeof totals === "object" && totals !== null ? totals : {}))
    if (isText(amount)) balances.set(`all ${name}`, `${amount} wei`);
}

function tellReserve({ holder, held }: Value, balances: Map<string, string>): void {
  if (isText(holder) && isText(held)) balances.set(`reserve of ${holder}`, `${held} wei`);
}

/** Of committees and juries, of proposals, and of divisions of a pot. */
function tellVotes(object: Value, votes: Map<string, string>): void {
  for (const { body, jobId, round, handle, voter, ballot } of listIn(object, "handshakes"))
    votes.set(
      `job ${text(object.job ?? object.id ?? jobId)} ${text(body)} ${text(round)} ${text(handle ?? voter)}`,
      text(ballot),
    );
  const { title, proposalId, votes: counted, state } = object;
  if (isText(title) && isText(proposalId) && typeof counted === "object" && counted !== null) {
    const sides = Object.entries(counted).map(([side, count]) => `${text(count)} ${side}`);
    votes.set(title, `${sides.join(", ")}: ${text(state)}`);
  }
  for (const { region, votes: given, part } of listIn(object, "parts"))
    if (isText(object.divisionId) && isText(region))
      votes.set(`division ${object.divisionId} ${region}`, `${text(given)} votes, ${text(part)} wei`);
}

function tellParameter({ contract, parameter, onChain }: Value, parameters: Map<string, string>): void {
  if (isText(contract) && isText(parameter)) parameters.set(`${contract}.${parameter}`, text(onChain));
}

/** Of a job, and between jurisdictions. */
function tellPayments(object: Value, payments: Map<string, string>): void {
  const whose = text(object.job ?? object.id ?? object.jobId);
  for (const { from, to, amountWei, reason } of listIn(object, "payments"))
    addTo(payments, `job ${whose} ${text(reason)} ${text(from)} to ${text(to)}`, amountWei);
  for (const { from, to, amount } of listIn(object, "flows"))
    addTo(payments, `${text(from)} to ${text(to)}`, amount);
}

/** Payments of one kind between the same two are one figure. */
function addTo(payments: Map<string, string>, what: string, amount: unknown): void {
  if (!isText(amount) || !/^\d{1,78}$/.test(amount)) return;
  const before = BigInt(payments.get(what)?.replace(" wei", "") ?? 0);
  payments.set(what, `${before + BigInt(amount)} wei`);
}

function tellDrill({ id, intervention, verdict, happened }: Value, drills: Map<string, string>): void {
  if (!isText(id) || !isText(intervention)) return;
  drills.set(id, text(verdict));
  drills.set(`${id} happened`, text(happened));
}

function listIn(object: Value, key: string): readonly Value[] {
  const list = object[key];
  return Array.isArray(list) ? list.filter((each) => typeof each === "object" && each !== null) : [];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "nothing";
}
