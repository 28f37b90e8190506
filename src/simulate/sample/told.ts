import type { Done } from "../../chain/engine/laboratory.ts";
import type { TypeOf } from "./base-contracts.ts";

/** What a tick tells, in the order of `figuresOf`. */
export function toldByTick(typeOf: TypeOf, { succeeded, logs }: Done): readonly bigint[] {
  if (!succeeded) return [];
  const { abi } = typeOf("Thermostat");
  const args = (name: string) => eventsOf(abi, logs, name)[0];
  const [ticked, changed] = [args("Ticked"), args("TemperatureChanged")];
  return [
    ...numbers(ticked, "errorWad", "integralWad", "derivativeWad", "outputWad"),
    ...numbers(changed, "beforeWad", "afterWad"),
  ];
}

/** What a settlement tells, in the order of `figuresOf`. */
export function toldBySettlement(typeOf: TypeOf, { succeeded, logs }: Done): readonly bigint[] {
  if (!succeeded) return [];
  const { abi } = typeOf("RewardEngineMB");
  const args = (name: string) => eventsOf(abi, logs, name);
  return [
    ...numbers(args("BudgetFixed")[0], "deltaHWei", "deltaSWad", "freeWei", "budgetWei"),
    ...args("RewardAllocated").flatMap((each) => numbers(each, "weightWad", "amountWei")),
    ...args("RoleShareDivided").flatMap((each) =>
      numbers(each, "chemicalPotentialWad", "shareWei", "paidWei"),
    ),
    ...numbers(args("EpochSettled")[0], "paidWei", "remainderWei"),
  ];
}

type Arguments = Readonly<Record<string, bigint>>;

function eventsOf(abi: ReturnType<TypeOf>["abi"], logs: Done["logs"], name: string): Arguments[] {
  const topic = abi.getEvent(name)?.topicHash;
  return logs
    .filter(({ topics }) => topics[0] === topic)
    .map(({ topics, data }) => abi.decodeEventLog(name, data, [...topics]) as unknown as Arguments);
}

function numbers(args: Arguments | undefined, ...names: readonly string[]): bigint[] {
  return names.map((name) => BigInt(args?.[name] as bigint));
}
