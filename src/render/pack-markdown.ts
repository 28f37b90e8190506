import { OWNER_PACK } from "../model/layout.ts";
import type { PackedCall, PackedChange, SignedStep } from "../model/packed-change.ts";
import { duration } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { utc } from "../support/time.ts";
import { code, fence, heading, table, text } from "./markdown.ts";
import { page } from "./page.ts";

/** What signers read before they sign. @param again the command that makes the pack anew, and compares */
export function changePackMarkdown(
  change: PackedChange,
  steps: readonly SignedStep[],
  again: string,
): string {
  const { chainId, block, timestamp, safe } = change;
  const facts = [
    `Chain ${chainId}, read at block ${block} of ${utc(timestamp)}.`,
    `The Safe ${safe.address} signs with ${safe.threshold} of ${safe.signers.length}: ${safe.signers.map(({ name }) => name).join(", ")}.`,
  ];
  return page([
    heading(1, "A change to be signed"),
    `${facts.map((fact) => `- ${text(fact)}`).join("\n")}\n`,
    heading(2, "What will happen"),
    ...change.calls.flatMap(callPart),
    heading(2, "What is signed"),
    table(
      [{ title: "File" }, { title: "What" }, { title: "When" }, { title: "Nonce", align: "right" }],
      steps.map(({ file, what, afterSeconds, nonce }) => [
        code(file),
        text(what),
        text(afterSeconds === "0" ? "at once" : `${duration(afterSeconds)} after it was scheduled`),
        text(nonce),
      ]),
    ),
    heading(2, "What a hardware wallet shows"),
    table(
      [{ title: "Nonce", align: "right" }, { title: "Hash of" }, { title: "Hash" }],
      steps.flatMap((step) => {
        const { domainHash, messageHash, safeTxHash } = step;
        return [
          [text(step.nonce), text("the domain"), code(domainHash)],
          [text(step.nonce), text("the message"), code(messageHash)],
          [text(step.nonce), text("the Safe's transaction"), code(safeTxHash)],
        ];
      }),
    ),
    heading(2, "Before signing"),
    `${checks(change)
      .map((check, index) => `${index + 1}. ${check}`)
      .join("\n")}\n`,
    fence("sh", again),
  ]);
}

function callPart({ contract, address, function: name, effects, codeHash, tried }: PackedCall): string[] {
  const changed = effects.map((effect) => `- ${text(`${effect.name}: ${effect.before} → ${effect.after}`)}`);
  return [
    heading(3, `${contract}.${name}`),
    `${[`- At ${code(address)}, whose code hashes to ${code(codeHash)}`, ...changed, `- ${text(triedText(tried))}`].join("\n")}\n`,
  ];
}

function triedText(tried: PackedCall["tried"]): string {
  if (tried === null)
    return "It cannot be tried before its delay is over, because nobody may make it at once.";
  const told =
    "couldNotBeComputed" in tried.storage
      ? "the node did not say what it changes"
      : `it changes ${counted(tried.storage.length, "slot")} of the state`;
  return `Tried on that block it ${tried.result}${tried.error ? ` with ${tried.error}` : ""}; ${told}: ${OWNER_PACK.state}.`;
}

function checks({ council }: PackedChange): string[] {
  return [
    `${code("sha256sum --check SHA256SUMS")} in this folder: every file is as it was made.`,
    "The command below, in this folder: everything here follows from the chain as it is now, and nothing else is here.",
    `The wallet shows the hashes above, for the nonce that the Safe asks for.`,
    ...(council === null
      ? []
      : [`Who would rather have the council decide proposes ${code(OWNER_PACK.proposal)} instead.`]),
  ];
}
