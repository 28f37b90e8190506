import type { Motion } from "../../model/decision.ts";
import type { ReadAt } from "../../model/planetary-readings.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import { argumentsOf } from "../../records/decode.ts";
import type { Views } from "../views.ts";

/** Reads what motions are about at the latest block. */
export async function readSubjects(
  views: Views,
  motions: readonly Motion[],
): Promise<ReadAt<readonly ArgumentRecord[]>> {
  const answers = await views.read(motions.map(({ changes }) => changes));
  const value = answers.map((answer, index) => {
    const { contract, function: view } = (motions[index] as Motion).changes;
    const outputs = views.book.get(contract).type.abi.getFunction(view)?.outputs ?? [];
    return argumentsOf(outputs, answer);
  });
  return { block: views.chain.clock.block, value };
}
